package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.Optional;

/** Which image a service runs: one of the system's own repositories, or one from elsewhere. */
public record ImageSettings(
        @Setting("Repository in the unit of kind ecr.") Optional<String> repository,
        @Setting(
                        value = "Tag in that repository, where a tag never moves.",
                        pattern = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
                Optional<String> tag,
        @Setting(value = "Digest in that repository, instead of a tag.", pattern = "sha256:[0-9a-f]{64}")
                Optional<String> digest,
        @Setting(
                        value = "Full reference of an image from elsewhere, by digest.",
                        pattern = "[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)+(:[A-Za-z0-9_.-]+)?@sha256:[0-9a-f]{64}")
                Optional<String> external)
        implements Checked {

    @Override
    public void check(Check check) {
        if (external.isPresent()) {
            check.that(
                    repository.isEmpty() && tag.isEmpty() && digest.isEmpty(),
                    "external",
                    "is a full reference; leave out repository, tag and digest");
            return;
        }
        check.that(repository.isPresent(), "repository", "is required, unless external names an image from elsewhere");
        check.that(tag.isPresent() != digest.isPresent(), "tag", "give either a tag or a digest");
        check.that(
                !tag.equals(Optional.of("latest")),
                "tag",
                "tags in the repository are immutable, so latest would stay at its first image; name a version");
    }
}
