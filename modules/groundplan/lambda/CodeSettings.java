package groundplan.lambda;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.Optional;

/** Where the code of a function is: an archive, an image, or nowhere yet. */
public record CodeSettings(
        @Setting("Archive in a bucket of the region. Left out, with image: a placeholder, until a pipeline deploys.")
                Optional<ObjectInS3> s3,
        @Setting("Container image. Left out: it is an archive.") Optional<Image> image,
        @Setting(value = "Have archives signed, and run no other; Lambda signs no images.", byDefault = "true")
                boolean codeSigning)
        implements Checked {
    static final String PLACEHOLDER_HANDLER = "placeholder.handler";

    /** An archive that somebody has put into a bucket. */
    public record ObjectInS3(
            @Setting(value = "Name of the bucket, which keeps versions.", pattern = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
                    String bucket,
            @Setting(value = "Key of the archive in it.") String key,
            @Setting(value = "Version of the archive.") String objectVersion) {}

    /** An image in a repository of the environment. */
    public record Image(
            @Setting(value = "Repository in the unit of kind ecr.", pattern = Setting.WORDS) String repository,
            @Setting(
                            value = "Tag in that repository, where a tag never moves.",
                            pattern = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
                    Optional<String> tag,
            @Setting(value = "Digest in that repository, instead of a tag.", pattern = "sha256:[0-9a-f]{64}")
                    Optional<String> digest)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(tag.isPresent() != digest.isPresent(), "tag", "give either a tag or a digest");
            check.that(
                    !tag.equals(Optional.of("latest")),
                    "tag",
                    "tags in the repository are immutable, so latest would stay at its first image; name a version");
        }
    }

    boolean placeholder() {
        return s3.isEmpty() && image.isEmpty();
    }

    /** Whether archives are signed, as far as there is an archive. */
    public boolean signed() {
        return codeSigning && image.isEmpty();
    }

    @Override
    public void check(Check check) {
        check.that(
                s3.isEmpty() || image.isEmpty(),
                "image",
                "a function is an archive or an image; leave out one of them");
    }
}
