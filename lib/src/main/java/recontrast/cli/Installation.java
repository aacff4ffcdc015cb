package recontrast.cli;

import picocli.CommandLine.IVersionProvider;
import recontrast.run.Provenance;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** This copy of the kit: its version, and the folder it lies in. */
final class Installation implements IVersionProvider {

    private static final Path KERNEL = Path.of(".venv/share/jupyter/kernels/recontrast-java/kernel.json");

    @Override
    public String[] getVersion() {
        return new String[] {"recontrast " + Provenance.libraryVersion()};
    }

    /** The notebooks' kernel spec, under the folder that RECONTRAST_ROOT in the environment names, or the jar's. */
    static Optional<Path> kernel() {
        return root().map(root -> root.resolve(KERNEL)).filter(Files::isRegularFile);
    }

    private static Optional<Path> root() {
        return Optional.ofNullable(System.getenv("RECONTRAST_ROOT")).map(Path::of).or(Installation::rootOfJar);
    }

    /** The nearest folder above the jar that has an {@code environment} in it. */
    private static Optional<Path> rootOfJar() {
        try {
            Path jar = Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Stream.iterate(jar, folder -> folder.getParent() != null, Path::getParent)
                    .filter(folder -> Files.isRegularFile(folder.resolve("environment/recontrast")))
                    .findFirst();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class loader names no valid place of the jar", e);
        }
    }
}
