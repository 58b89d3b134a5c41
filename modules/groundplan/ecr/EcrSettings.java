package groundplan.ecr;

import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.Map;

/** Settings of image repositories. */
public record EcrSettings(
    @Setting(value = "Repositories by name; AWS sees <system>-<environment>-<name>.", min = 1)
        Map<String, Repository> repositories,
    @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms) {

  /** One repository. */
  public record Repository(
      @Setting(value = "Images that are kept, the newest first.", byDefault = "10", min = 1, max = 1000) int keepImages,
      @Setting(value = "Days after which an image that lost its tag is removed.", byDefault = "7", min = 1, max = 365)
          int untaggedExpiryDays,
      @Setting(value = "Delete the repository even while it holds images.", byDefault = "false") boolean forceDelete) {}
}
