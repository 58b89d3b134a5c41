package groundplan.promote;

import groundplan.json.TerraformJson;
import groundplan.settings.EnvironmentModel;
import groundplan.states.BucketObject;
import groundplan.states.S3States;
import groundplan.states.VersionedObject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Manifests in the buckets of the states: {@code <environment>/promotion.json}. */
public final class S3Manifests {
    private final Map<String, String> variables;

    /** @param variables the environment variables; {@code AWS_ENDPOINT_URL} names an emulator */
    public S3Manifests(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The manifest of an environment; one without an apply if there is none, or no bucket yet. */
    public Manifest of(EnvironmentModel environment) throws IOException {
        VersionedObject object = object(environment);
        try {
            return manifest(environment, object, object.read());
        } catch (BucketObject.NoBucket nothingYet) {
            return Manifest.empty(environment.path());
        }
    }

    /** Records one more apply. If two end at the same time, both are recorded. */
    public void add(EnvironmentModel environment, Manifest.Applied newest) throws IOException {
        VersionedObject object = object(environment);
        boolean written = false;
        while (!written) {
            Optional<VersionedObject.Content> before = object.read();
            String text = TerraformJson.write(
                    manifest(environment, object, before).with(newest).json());
            written = object.write(text, before.map(VersionedObject.Content::version))
                    .isPresent();
        }
    }

    private static Manifest manifest(
            EnvironmentModel environment, VersionedObject object, Optional<VersionedObject.Content> content)
            throws IOException {
        try {
            return content.isEmpty()
                    ? Manifest.empty(environment.path())
                    : Manifest.read(content.get().text());
        } catch (IllegalArgumentException e) {
            throw new IOException("cannot read the record of applies " + object.place() + ": " + e.getMessage(), e);
        }
    }

    private VersionedObject object(EnvironmentModel environment) {
        return new BucketObject(
                new S3States(environment.settings(), variables),
                environment.name() + "/promotion.json",
                "the record of applies");
    }
}
