package groundplan.secrets;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.RetentionDays;
import java.util.Map;
import java.util.Optional;

/** Settings of the secrets that Secrets Manager keeps. No value of one is ever written here. */
public record SecretsSettings(
    @Setting(value = "Secrets by name.", names = "[a-z][a-z0-9]*(_[a-z0-9]+)*") Map<String, Secret> secrets,
    @Setting(value = "Days that the log of the rotation function is kept.", byDefault = "365", min = 1, max = 3653)
        int logsRetentionInDays,
    @Setting(value = "Rotations that run at once at most, kept free for them; -1: what the account has left.",
        byDefault = "2", min = -1, max = 100) int reservedConcurrentExecutions,
    @Setting(value = "Network whose private subnets the rotation function runs in. Left out: outside of any.")
        @Reads("network") Optional<String> network,
    @Setting(value = "Unit whose logs bucket takes the access log of the function's code bucket. Left out: no log.")
        @Reads("storage") Optional<String> storage,
    @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms)
    implements Checked {

  /** Settings of one secret. */
  public record Secret(
      @Setting(value = "What the secret is for.") String description,
      @Setting(value = "Days in which a deleted secret can be brought back: 7 to 30, or 0 for none.", byDefault = "30",
          min = 0, max = 30) int recoveryWindowInDays,
      @Setting(value = "Have AWS make the first value. Left out: people enter it, outside of Terraform.")
          Optional<Generated> generated,
      @Setting(value = "Replace a generated value regularly. Left out: it stays.") Optional<Rotation> rotation)
      implements Checked {
    @Override
    public void check(Check check) {
      check.that(recoveryWindowInDays == 0 || recoveryWindowInDays >= 7, "recovery_window_in_days",
          recoveryWindowInDays + " is not on offer; choose 7 to 30, or 0");
      check.that(rotation.isEmpty() || generated.isPresent(), "rotation",
          "only a generated value can be replaced by another; add generated, or leave this out");
    }
  }

  /** Settings of a value that AWS makes. */
  public record Generated(
      @Setting(value = "Characters.", byDefault = "64", min = 16, max = 4096) int passwordLength,
      @Setting(value = "Letters and digits only.", byDefault = "false") boolean excludePunctuation) {}

  /** Settings of a value's replacement. */
  public record Rotation(
      @Setting(value = "Days from one value to the next.", byDefault = "30", min = 1, max = 90)
          int automaticallyAfterDays) {}

  /** Whether any secret rotates. */
  boolean rotates() {
    return secrets.values().stream().anyMatch(secret -> secret.rotation().isPresent());
  }

  @Override
  public void check(Check check) {
    RetentionDays.check(logsRetentionInDays, "logs_retention_in_days", check);
    check.that(reservedConcurrentExecutions != 0, "reserved_concurrent_executions",
        "with 0 nothing ever rotates; write 1 or more");
  }
}
