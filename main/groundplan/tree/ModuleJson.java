package groundplan.tree;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.hcl.HclAttribute;
import groundplan.hcl.HclBlock;
import groundplan.hcl.HclExpression;
import groundplan.hcl.NativeBody;
import groundplan.json.TerraformJson;
import java.util.Map;
import java.util.Set;

/** A file of a module in HCL's own syntax as Terraform's JSON syntax has it, with the same meaning. */
final class ModuleJson {
    /** How a value is written where Terraform's JSON syntax does not take an expression. */
    private enum Form {
        EXPRESSION,
        /** A constant, which may look like a template and is none. */
        CONSTANT,
        /** References, which are not evaluated. */
        REFERENCES
    }

    /** Arguments of blocks of the module that are no expressions; by type of block. */
    private static final Map<String, Map<String, Form>> ARGUMENTS = Map.of(
            "terraform", Map.of("required_version", Form.CONSTANT, "experiments", Form.REFERENCES),
            "variable",
                    Map.of(
                            "type", Form.REFERENCES,
                            "default", Form.CONSTANT,
                            "description", Form.CONSTANT,
                            "sensitive", Form.CONSTANT,
                            "nullable", Form.CONSTANT,
                            "ephemeral", Form.CONSTANT,
                            "deprecated", Form.CONSTANT),
            "output",
                    Map.of(
                            "description", Form.CONSTANT,
                            "sensitive", Form.CONSTANT,
                            "ephemeral", Form.CONSTANT,
                            "depends_on", Form.REFERENCES),
            "provider", Map.of("alias", Form.CONSTANT, "version", Form.CONSTANT),
            "module",
                    Map.of(
                            "source", Form.CONSTANT,
                            "version", Form.CONSTANT,
                            "providers", Form.REFERENCES,
                            "depends_on", Form.REFERENCES),
            "moved", Map.of("from", Form.REFERENCES, "to", Form.REFERENCES),
            "removed", Map.of("from", Form.REFERENCES),
            "import", Map.of("to", Form.REFERENCES, "provider", Form.REFERENCES));

    private static final Map<String, Form> OBJECT = Map.of("provider", Form.REFERENCES, "depends_on", Form.REFERENCES);

    /** Blocks of a module that are objects with arguments of their type. */
    private static final Set<String> OBJECTS = Set.of("resource", "data", "ephemeral", "action", "list");

    private static final Map<String, Form> LIFECYCLE = Map.of(
            "create_before_destroy", Form.CONSTANT,
            "prevent_destroy", Form.CONSTANT,
            "destroy", Form.CONSTANT,
            "ignore_changes", Form.REFERENCES,
            "replace_triggered_by", Form.REFERENCES);

    private ModuleJson() {}

    /**
     * Adds the blocks of a file to a module.
     *
     * @param module gets the blocks
     * @throws groundplan.hcl.InvalidHcl if a value is no constant where it must be one
     */
    static void add(NativeBody file, ObjectNode module) {
        for (HclBlock block : file.blocks()) {
            boolean object = OBJECTS.contains(block.type());
            Map<String, Form> forms = object ? OBJECT : ARGUMENTS.getOrDefault(block.type(), Map.of());
            ObjectNode body = body(
                    (NativeBody) block.body(),
                    forms,
                    block.type(),
                    object || block.type().equals("check"));
            if (block.type().equals("resource")) {
                AttributeBlocks.complete(block.label(0), body);
            }
            place(block, body, module);
        }
    }

    /** Terraform merges objects of one name from several files, and takes a list where there are several blocks of a type. */
    private static void place(HclBlock block, ObjectNode body, ObjectNode into) {
        if (block.type().equals("locals")) {
            into.withObjectProperty("locals").setAll(body);
            return;
        }
        if (block.type().equals("terraform")) {
            terraform(body, into.withObjectProperty("terraform"));
            return;
        }
        ObjectNode parent = into;
        String last = block.type();
        for (HclBlock.BlockLabel label : block.labels()) {
            parent = parent.withObjectProperty(last);
            last = label.text();
        }
        boolean single = OBJECTS.contains(block.type())
                || Set.of("variable", "output", "module", "check").contains(block.type());
        if (single) {
            parent.set(last, body);
        } else {
            parent.withArrayProperty(last).add(body);
        }
    }

    /** Several blocks of Terraform's own settings are one. */
    private static void terraform(ObjectNode block, ObjectNode into) {
        block.properties().forEach(setting -> {
            String name = setting.getKey();
            if (name.equals("required_version") && into.has(name)) {
                into.put(
                        name,
                        into.path(name).asText() + ", " + setting.getValue().asText());
            } else if (setting.getValue().isArray()) {
                setting.getValue().forEach(one -> into.withObjectProperty(name).setAll((ObjectNode) one));
            } else if (setting.getValue() instanceof ObjectNode labelled) {
                labelled.properties().forEach(label -> into.withObjectProperty(name)
                        .set(label.getKey(), label.getValue().path(0)));
            } else {
                into.set(name, setting.getValue());
            }
        });
    }

    private static ObjectNode body(NativeBody body, Map<String, Form> forms, String type, boolean nested) {
        ObjectNode json = TerraformJson.object();
        for (HclAttribute attribute : body.attributes()) {
            HclExpression value = attribute.expression();
            json.set(
                    attribute.name(),
                    switch (forms.getOrDefault(attribute.name(), Form.EXPRESSION)) {
                        case EXPRESSION -> JsonExpressions.of(value);
                        case CONSTANT -> JsonExpressions.constant(value);
                        case REFERENCES -> JsonExpressions.references(value);
                    });
        }
        for (HclBlock block : body.blocks()) {
            NativeBody inner = (NativeBody) block.body();
            ObjectNode parent = json;
            String last = block.type();
            for (HclBlock.BlockLabel label : block.labels()) {
                parent = parent.withObjectProperty(last);
                last = label.text();
            }
            ObjectNode inside = inside(block.type(), inner, type, nested);
            if (block.type().equals("lifecycle")) {
                parent.set(last, inside);
            } else {
                parent.withArrayProperty(last).add(inside);
            }
        }
        return json;
    }

    /** A block inside another one. */
    private static ObjectNode inside(String block, NativeBody inner, String outer, boolean nested) {
        if (block.equals("lifecycle") && (nested || outer.equals("removed") || outer.equals("module"))) {
            return body(inner, LIFECYCLE, block, false);
        }
        if (block.equals("required_providers") && outer.equals("terraform")) {
            return requirements(inner);
        }
        if (block.equals("provisioner")) {
            return body(inner, Map.of("when", Form.REFERENCES, "on_failure", Form.REFERENCES), block, false);
        }
        if (block.equals("dynamic")) {
            return body(inner, Map.of("iterator", Form.REFERENCES), block, true);
        }
        if (outer.equals("check") && block.equals("data")) {
            return body(inner, OBJECT, block, true);
        }
        return body(inner, Map.of(), block, nested);
    }

    private static ObjectNode requirements(NativeBody inner) {
        ObjectNode json = TerraformJson.object();
        for (HclAttribute provider : inner.attributes()) {
            if (!(provider.expression() instanceof HclExpression.ObjectExpression object)) {
                json.set(provider.name(), JsonExpressions.constant(provider.expression()));
                continue;
            }
            ObjectNode entry = json.putObject(provider.name());
            object.items().forEach(item -> {
                String name = item.name().orElse("");
                entry.set(
                        name,
                        name.equals("configuration_aliases")
                                ? JsonExpressions.references(item.value())
                                : JsonExpressions.constant(item.value()));
            });
        }
        return json;
    }
}
