package groundplan.lambda;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import java.util.Optional;

/** The code of a function: an archive, an image, or a placeholder. */
public record CodeSettings(
        @Setting("Archive in a bucket of the region. Without s3 and image: a placeholder, until a pipeline deploys.")
                Optional<ObjectInS3> s3,
        @Setting("Container image. Left out: an archive.") Optional<Image> image,
        @Setting(value = "Code signing: run only signed archives; not supported for images.", byDefault = "true")
                boolean codeSigning)
        implements Checked {
    static final String PLACEHOLDER_HANDLER = "placeholder.handler";

    /** An archive in a bucket. */
    public record ObjectInS3(
            @Setting(
                            value = "Name of the bucket, which must be versioned.",
                            pattern = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
                            form = TextForm.BUCKET)
                    String bucket,
            @Setting(value = "Object key of the archive.") String key,
            @Setting(value = "Object version of the archive.") String objectVersion) {}

    /** An image in a repository of the environment. */
    public record Image(
            @Setting(value = "Name of the repository in the unit of kind ecr.", pattern = Setting.WORDS)
                    String repository,
            @Setting(
                            value = "Tag in that repository; tags are immutable.",
                            pattern = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
                    Optional<String> tag,
            @Setting(value = "Digest in that repository, instead of a tag.", pattern = "sha256:[0-9a-f]{64}")
                    Optional<String> digest)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(tag.isPresent() != digest.isPresent(), "tag", "set either tag or digest");
            check.that(
                    !tag.equals(Optional.of("latest")),
                    "tag",
                    "tags in the repository are immutable, so latest would always be the first image; use a version");
        }
    }

    boolean placeholder() {
        return s3.isEmpty() && image.isEmpty();
    }

    /** Whether archives are signed; false for an image. */
    public boolean signed() {
        return codeSigning && image.isEmpty();
    }

    @Override
    public void check(Check check) {
        check.that(
                s3.isEmpty() || image.isEmpty(),
                "image",
                "a function uses either an archive or an image; remove one of them");
    }
}
