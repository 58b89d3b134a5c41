package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.Optional;

/** The image that a container runs: from one of the system's own repositories, or an external one. */
public record ImageSettings(
        @Setting("Name of the repository in the unit of kind ecr.") Optional<String> repository,
        @Setting(value = "Tag in that repository; tags are immutable.", pattern = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
                Optional<String> tag,
        @Setting(value = "Digest in that repository, instead of a tag.", pattern = "sha256:[0-9a-f]{64}")
                Optional<String> digest,
        @Setting(
                        value = "Full reference of an external image, with its digest.",
                        pattern = "[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)+(:[A-Za-z0-9_.-]+)?@sha256:[0-9a-f]{64}")
                Optional<String> external)
        implements Checked {

    @Override
    public void check(Check check) {
        if (external.isPresent()) {
            check.that(
                    repository.isEmpty() && tag.isEmpty() && digest.isEmpty(),
                    "external",
                    "this is a full reference; remove repository, tag and digest");
            return;
        }
        check.that(repository.isPresent(), "repository", "is required, unless external is set");
        check.that(tag.isPresent() != digest.isPresent(), "tag", "set either tag or digest");
        check.that(
                !tag.equals(Optional.of("latest")),
                "tag",
                "tags in the repository are immutable, so latest would always be the first image; use a version");
    }
}
