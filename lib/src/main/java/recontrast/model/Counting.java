package recontrast.model;

import java.util.List;

/** Reads what a network costs an image. */
enum Counting implements Reading<Profile> {
    ON_PAPER;

    @Override
    public Profile convolution(Profile x, Parameter weight, Windows windows) {
        long kernel = weight.stored().getShape().get(2);
        return x.convolved(weight.stored().getShape().get(0), (x.height() - 1) / windows.stride() + 1,
                (x.width() - 1) / windows.stride() + 1, weight.stored().getShape().get(1) * kernel * kernel);
    }

    @Override
    public Profile upConvolution(Profile x, Parameter weight) {
        long out = weight.stored().getShape().get(1);
        return x.convolved(out, 2 * x.height(), 2 * x.width(), x.channels(), 4 * x.channels()).mapped(); // dealt out
    }

    @Override
    public Profile biased(Profile x, Parameter bias) {
        return x; // in place
    }

    @Override
    public Profile normalized(Profile x, BatchNormalization by) {
        return x.mapped();
    }

    @Override
    public Profile activated(Profile x, Activation by) {
        return x.mapped();
    }

    @Override
    public Profile maxPooled(Profile x) {
        return x.convolved(x.channels(), x.height() / 2, x.width() / 2, 0);
    }

    @Override
    public Profile sum(Profile a, Profile b) {
        return a.and(b).mapped();
    }

    @Override
    public Profile joined(List<Profile> maps) {
        return Profile.joined(maps);
    }

    @Override
    public Profile again(Profile x) {
        return x.given();
    }
}
