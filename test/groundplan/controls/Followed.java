package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.json.TerraformJson;
import groundplan.settings.UnitModel;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Units with the web ACL that they read of another unit beside them: checkov judges a load balancer and a distribution by
 * the rules of their web ACL, and otherwise sees none. What it says of the copy counts in the unit that the ACL is of.
 */
final class Followed {
    private static final String TYPE = "aws_wafv2_web_acl";
    private static final Pattern OUTPUT = Pattern.compile("\\$\\{" + TYPE + "\\.(\\w+)\\.arn}");
    private static final String COPY = "__";

    private final Map<String, PlannedUnit> units;

    private Followed(List<PlannedUnit> units) {
        this.units = units.stream().collect(Collectors.toMap(unit -> unit.path().toString(), unit -> unit));
    }

    static List<PlannedUnit> all(List<PlannedUnit> units) {
        Followed followed = new Followed(units);
        return units.stream()
                .map(followed::withWebAcls)
                .map(Followed::withReferences)
                .toList();
    }

    /** Whether a finding is about a copy. */
    static boolean isCopy(Finding finding) {
        return finding.address().startsWith(TYPE + ".") && finding.address().contains(COPY);
    }

    /** A task that runs once gets its security group from whoever runs it: no resource is there to attach the group to. */
    static boolean isOfATask(PlannedUnit unit, Finding finding) {
        return finding.check().equals("CKV2_AWS_5")
                && unit.document().unit().kind().name().equals("ecs-task");
    }

    /** A record may lead to what another unit has: checkov takes a reference for that, and not the stand-in of a plan. */
    private static PlannedUnit withReferences(PlannedUnit unit) {
        JsonNode live = unit.live().path("resource").path("aws_route53_record");
        ObjectNode plan = unit.plan().deepCopy();
        plan.at("/planned_values/root_module/resources").forEach(resource -> {
            String reference = live.path(resource.path("name").asText())
                    .path("alias")
                    .path("name")
                    .asText();
            if (resource.path("type").asText().equals("aws_route53_record") && reference.contains("var.")) {
                resource.path("values").path("alias").forEach(alias -> ((ObjectNode) alias).put("name", reference));
            }
        });
        return new PlannedUnit(unit.document(), unit.live(), plan);
    }

    private PlannedUnit withWebAcls(PlannedUnit unit) {
        PlannedUnit extended = unit;
        for (UnitModel<?, ?> read : unit.document().unit().reads().values()) {
            PlannedUnit producer = units.get(read.path().toString());
            if (producer == null) {
                continue;
            }
            JsonNode outputs = producer.live().path("output");
            for (Map.Entry<String, JsonNode> output : outputs.properties()) {
                Matcher acl = OUTPUT.matcher(output.getValue().path("value").asText());
                String wire = read.path().wireName(unit.path());
                String variable = wire + "_" + output.getKey();
                if (acl.matches() && unit.live().path("variable").has(variable)) {
                    extended = new Copy(producer, acl.group(1), wire + COPY + acl.group(1), variable).into(extended);
                }
            }
        }
        return extended;
    }

    /**
     * A web ACL on its way into another unit.
     *
     * @param producer the unit that it is of
     * @param name its name there
     * @param copy its name in the other unit
     * @param variable what the other unit knows its ARN by
     */
    private record Copy(PlannedUnit producer, String name, String copy, String variable) {
        PlannedUnit into(PlannedUnit unit) {
            ObjectNode live = TerraformJson.read(
                    unit.live().toString().replace("${var." + variable + "}", "${" + TYPE + "." + copy + ".arn}"));
            live.withObjectProperty("resource")
                    .withObjectProperty(TYPE)
                    .set(copy, producer.live().path("resource").path(TYPE).path(name));
            ObjectNode plan = TerraformJson.read(unit.plan()
                    .toString()
                    .replace(
                            "[\"var." + variable + "\"]",
                            "[\"" + TYPE + "." + copy + ".arn\",\"" + TYPE + "." + copy + "\"]"));
            for (String list : List.of(
                    "/resource_changes",
                    "/planned_values/root_module/resources",
                    "/configuration/root_module/resources")) {
                copy(producer.plan().at(list), (ArrayNode) plan.at(list));
            }
            return new PlannedUnit(unit.document(), live, plan);
        }

        private void copy(JsonNode from, ArrayNode to) {
            for (JsonNode resource : from) {
                if (resource.path("address").asText().equals(TYPE + "." + name)) {
                    ObjectNode copied = resource.deepCopy();
                    copied.set("address", TextNode.valueOf(TYPE + "." + copy));
                    copied.set("name", TextNode.valueOf(copy));
                    to.add(copied);
                }
            }
        }
    }
}
