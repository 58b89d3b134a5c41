package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Cidr;
import java.util.List;
import java.util.Map;

/** What a service connects to: firewall rules, permissions and environment variables follow from it alone. */
public record ConnectionsSettings(
    @Setting(value = "Units with databases: gives DATABASE_HOST, _PORT, _NAME, _USERNAME and _PASSWORD, behind the unit's"
        + " name where there are several.", byDefault = "[]") @Reads("rds") List<String> databases,
    @Setting(value = "Units with caches: gives CACHE_HOST, _PORT, _NAME and _USER for signing in with IAM, behind the"
        + " unit's name where there are several.", byDefault = "[]") @Reads("elasticache") List<String> caches,
    @Setting(value = "Buckets of the storage unit and what may be done in them: gives BUCKET_<NAME>.", byDefault = "{}",
        oneOf = {"read", "write", "read_write", "read_write_delete"}) Map<String, String> buckets,
    @Setting(value = "Ways out of the network, by name.", byDefault = "{https: {cidr: 0.0.0.0/0, port: 443}}",
        names = "[a-z][a-z0-9]*(_[a-z0-9]+)*") Map<String, Egress> egress) {

  /** One way out. */
  public record Egress(
      @Setting("Addresses to connect to, as an IPv4 range.") String cidr,
      @Setting(value = "TCP port to connect to.", min = 1, max = 65535) int port) implements Checked {
    @Override
    public void check(Check check) {
      Cidr.problem(cidr).ifPresent(problem -> check.problem("cidr", problem));
    }
  }
}
