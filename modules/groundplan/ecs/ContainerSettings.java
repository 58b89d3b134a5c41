package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.parts.RetentionDays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How a container runs. Its root file system is read-only, it has no Linux capabilities, and it is never privileged. */
public record ContainerSettings(
    @Setting(value = "Command with its arguments. Empty: the image's own.", byDefault = "[]") List<String> command,
    @Setting(value = "Environment variables, none of them secret.", byDefault = "{}", names = "[A-Za-z_][A-Za-z0-9_]*")
        Map<String, String> environment,
    @Setting(value = "Environment variables from secrets: the secret's name, with :<key> for one key of a JSON secret.",
        byDefault = "{}", names = "[A-Za-z_][A-Za-z0-9_]*", pattern = "[a-z][a-z0-9]*([_-][a-z0-9]+)*(:[A-Za-z0-9_.-]+)?")
        Map<String, String> secrets,
    @Setting(value = "User, by number, with :<group> if need be; not root.", byDefault = "\"1000\"",
        pattern = "[1-9][0-9]*(:[0-9]+)?") String user,
    @Setting(value = "Paths that the container may write; the image declares them as VOLUME, owned by the user.",
        byDefault = "[/tmp]", pattern = "(/[A-Za-z0-9._-]+)+") List<String> writablePaths,
    @Setting(value = "Seconds between a polite stop and the end.", byDefault = "30", min = 2, max = 120)
        int stopTimeoutSeconds,
    @Setting(value = "Command that tells inside the container whether it is healthy. Empty: none.", byDefault = "[]")
        List<String> healthCheckCommand,
    @Setting(value = "Days that its log is kept.", byDefault = "365", min = 1, max = 3653) int logRetentionInDays)
    implements Checked {

  private static final Pattern SECRET = Pattern.compile(
      "(?i).*(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|SIGNING_?KEY).*");

  @Override
  public void check(Check check) {
    environment.keySet().stream().filter(name -> SECRET.matcher(name).matches()).forEach(name ->
        check.problem("environment." + name, "sounds like a secret, and the environment is readable in state and console:"
            + " keep the value in a unit of kind secrets and give its name below secrets"));
    RetentionDays.check(logRetentionInDays, "log_retention_in_days", check);
  }
}
