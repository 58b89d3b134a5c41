package groundplan.causes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.json.TerraformJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of several instances of a resource, the one that is read causes a change, not all of them. */
class InstanceCausesTest {
    private static final String MODULE =
            """
            {"resource": {
               "aws_eip": {"nat": {"for_each": "${var.zones}", "domain": "${each.value}"}},
               "aws_nat_gateway": {"main": {"for_each": "${var.zones}", "allocation_id": "${aws_eip.nat[each.key].id}"}},
               "aws_instance": {"first": {"ami": "${aws_eip.nat[\\"a\\"].id}"}, "any": {"ami": "${join(\\",\\", aws_eip.nat[*].id)}"}}}}""";

    private final PlanCauses causes = new PlanCauses(
            TerraformJson.read("{\"resource_changes\": ["
                    + String.join(
                            ",",
                            replaced("aws_eip.nat[\\\"a\\\"]", "aws_eip", "domain", false),
                            replaced("aws_eip.nat[\\\"b\\\"]", "aws_eip", "domain", false),
                            replaced("aws_nat_gateway.main[\\\"a\\\"]", "aws_nat_gateway", "allocation_id", true),
                            replaced("aws_nat_gateway.main[\\\"b\\\"]", "aws_nat_gateway", "allocation_id", true),
                            replaced("aws_instance.first", "aws_instance", "ami", true),
                            replaced("aws_instance.any", "aws_instance", "ami", true))
                    + "]}"),
            TerraformJson.read(
                    "{\"module\": {\"net\": {\"source\": \"./net\", \"zones\": {\"a\": \"vpc\", \"b\": \"vpc\"}}}}"),
            Map.of("net", TerraformJson.read(MODULE)));

    private static String replaced(String address, String type, String argument, boolean unknown) {
        return "{\"address\": \"module.net." + address + "\", \"mode\": \"managed\", \"type\": \"" + type
                + "\", \"change\": {\"actions\": [\"delete\", \"create\"], \"replace_paths\": [[\"" + argument
                + "\"]], \"before\": {\"" + argument + "\": \"before\", \"id\": \"1\"}, \"after\": {"
                + (unknown ? "" : "\"" + argument + "\": \"after\"") + "}, \"after_unknown\": {\"id\": true"
                + (unknown ? ", \"" + argument + "\": true" : "") + "}}}";
    }

    private List<String> begins(String address) {
        return causes.causes("module.net." + address).stream()
                .map(Cause::address)
                .toList();
    }

    @Test
    void theOneWithTheSameKey() {
        assertEquals(List.of("module.net.aws_eip.nat[\"a\"]"), begins("aws_nat_gateway.main[\"a\"]"));
        assertEquals(List.of("module.net.aws_eip.nat[\"b\"]"), begins("aws_nat_gateway.main[\"b\"]"));
    }

    @Test
    void theOneOfAConstantKeyAndAllOfASplat() {
        assertEquals(List.of("module.net.aws_eip.nat[\"a\"]"), begins("aws_instance.first"));
        assertEquals(
                List.of("module.net.aws_eip.nat[\"a\"]", "module.net.aws_eip.nat[\"b\"]"), begins("aws_instance.any"));
    }
}
