package groundplan.workspace;

import groundplan.promote.Manifest;
import groundplan.promote.PromotionOrder;
import groundplan.promote.Release;
import groundplan.promote.S3Manifests;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Compares the release that an environment would get with what was applied in the environment before it. */
public final class OrderCheck {
    private OrderCheck() {}

    /**
     * Refuses a release that was not applied in the environment before.
     *
     * @param file the manifest of the environment before, as {@code promotion show} prints it; null to read it from its bucket
     */
    public static void refuse(
            Project project,
            EnvironmentModel environment,
            List<EnvironmentModel> environments,
            S3Manifests manifests,
            Path file)
            throws IOException, InvalidSettings {
        Optional<EnvironmentModel> first = PromotionOrder.before(environment, environments);
        if (first.isEmpty()) {
            return;
        }
        Manifest before = file == null ? manifests.of(first.get()) : read(file, first.get());
        Release release = Release.of(project.program(), project.root(), environment, environments);
        List<String> why = PromotionOrder.refusals(release, manifests.of(environment), before);
        if (!why.isEmpty()) {
            throw Failure.failed(environment.path() + " has to wait:\n  " + String.join("\n  ", why));
        }
    }

    private static Manifest read(Path file, EnvironmentModel first) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Failure.badInput(
                    "there is no file " + file + "; make one with groundplan promotion show " + first.path());
        }
        try {
            Manifest manifest = Manifest.read(Files.readString(file));
            if (!manifest.environment().equals(first.path())) {
                throw Failure.badInput(file + " is about " + manifest.environment() + ", not about " + first.path());
            }
            return manifest;
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(file + ": " + e.getMessage());
        }
    }
}
