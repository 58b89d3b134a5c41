package groundplan.network;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Settings of the tiers of subnets, and of the traffic between them. */
public record SubnetSettings(
        @Setting(
                        value =
                                "Give databases and caches subnets of their own without Internet access; otherwise they are in the private"
                                        + " ones.",
                        byDefault = "true")
                boolean databaseTier,
        @Setting(
                        value = "Address ranges by tier and zone letter. Left out: derived from the VPC's range.",
                        byDefault = "{}",
                        names = "public|private|database",
                        form = TextForm.IPV4_RANGE)
                Map<String, Map<String, String>> cidrs,
        @Setting(
                        value = "Network ACLs: the VPC's default, which allows all traffic, or one for each tier.",
                        byDefault = "default",
                        oneOf = {"default", "tiered"})
                String networkAcls,
        @Setting(value = "Ports that the network ACLs of the tiers allow.", byDefault = "{}") AclPorts networkAclPorts,
        @Setting(
                        value = "Zones whose private subnets contain the interface endpoints. Empty: all.",
                        byDefault = "[]",
                        form = TextForm.ZONE,
                        max = 6)
                List<String> endpointZones)
        implements Checked {

    /** TCP ports that the network ACLs allow. */
    public record AclPorts(
            @Setting(
                            value = "TCP ports on the Internet that private subnets may connect to.",
                            byDefault = "[443]",
                            min = 1,
                            max = 65535)
                    List<Integer> outbound,
            @Setting(
                            value = "TCP ports on which databases and caches are reached from the VPC.",
                            byDefault = "[5432, 6379]",
                            min = 1,
                            max = 65535)
                    List<Integer> database) {}

    /** The tiers of the network. */
    public List<Tier> tiers() {
        return Stream.of(Tier.values())
                .filter(tier -> databaseTier || tier != Tier.DATABASE)
                .toList();
    }

    /** The tier of databases and caches. */
    Tier dataTier() {
        return databaseTier ? Tier.DATABASE : Tier.PRIVATE;
    }

    boolean tieredAcls() {
        return networkAcls.equals("tiered");
    }

    @Override
    public void check(Check check) {
        check.that(
                databaseTier || !cidrs.containsKey(Tier.DATABASE.key()),
                "cidrs.database",
                "there is no database tier; set database_tier to true, or remove its ranges");
    }
}
