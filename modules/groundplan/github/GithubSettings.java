package groundplan.github;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Optional;

/** Settings of what GitHub's workflows may do. Units of a region are named with it here: {@code us-east-1/ecs}. */
public record GithubSettings(
    @Setting(value = "Repository whose workflows take on the roles: organization/repository.",
        pattern = "[A-Za-z0-9](-?[A-Za-z0-9])*/[A-Za-z0-9._-]+") String repository,
    @Setting(value = "Number of the repository, so that another one of the same name is not taken for it. Left out: the name"
        + " counts.", pattern = "[0-9]+") Optional<String> repositoryId,
    @Setting(value = "Environment at GitHub that jobs must run in to change something. Left out: this environment's name.",
        pattern = "[A-Za-z0-9][A-Za-z0-9_-]*") Optional<String> environment,
    @Setting(value = "Create the account's identity provider for GitHub: in one environment of each account.",
        byDefault = "false") boolean createProvider,
    @Setting(value = "Regions that jobs may work in, beside the environment's own and us-east-1.", byDefault = "[]",
        pattern = "[a-z]{2}(-[a-z]+)+-[0-9]") List<String> regions,
    @Setting(value = "Unit with the repositories that jobs push images to. Left out: none.") @Reads("ecr")
        Optional<String> ecr,
    @Setting(value = "Unit with the services that jobs deploy. Left out: none.") @Reads("ecs") Optional<String> ecs,
    @Setting(value = "Unit with the buckets whose content pull requests must not read. Left out: none.") @Reads("storage")
        Optional<String> storage)
    implements Checked {

  /** The region of a unit that is named with it. */
  static String region(String unit) {
    return unit.substring(0, unit.indexOf('/'));
  }

  @Override
  public void check(Check check) {
    ecr.ifPresent(unit -> regional("ecr", unit, check));
    ecs.ifPresent(unit -> regional("ecs", unit, check));
    storage.ifPresent(unit -> regional("storage", unit, check));
  }

  private static void regional(String key, String unit, Check check) {
    check.that(unit.indexOf('/') > 0 && UnitPath.isRegion(region(unit)), key,
        "this unit has no region, so name the other one with its own, such as us-east-1/" + unit);
  }
}
