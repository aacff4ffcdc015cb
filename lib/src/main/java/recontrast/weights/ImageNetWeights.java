package recontrast.weights;

import recontrast.model.Backbone;

import java.util.Optional;

/** ImageNet weights as torchvision publishes them, fetched into the cache when they are first needed. */
record ImageNetWeights(PublishedFile file, WeightCache cache) implements Weights {

    @Override
    public String id() {
        return file.name();
    }

    @Override
    public Optional<Weights> of(Backbone other) {
        return Optional.of(Weights.imagenet(other, cache));
    }

    @Override
    public void fetch(DownloadListener listener) {
        cache.fetch(file, listener);
    }

    @Override
    public Optional<TensorFile> open() {
        return Optional.of(TorchFile.open(cache.fetch(file, DownloadListener.silent())));
    }
}
