package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.hcl.HclAttribute;
import groundplan.hcl.HclBlock;
import groundplan.hcl.HclBody;
import groundplan.hcl.HclExpression;
import groundplan.hcl.HclParser;
import groundplan.hcl.HclReference;
import groundplan.hcl.HclText;
import groundplan.hcl.NativeBody;
import groundplan.hcl.References;
import groundplan.hcl.SourceText;
import groundplan.hcl.Split;
import groundplan.json.TerraformJson;
import groundplan.plan.PlannableUnit;
import groundplan.references.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The providers of a unit's module, as the root module configures them: what they read of the module's variables and local values is put
 * in its place.
 */
final class HoistedProviders {
    private final ModuleFolder module;
    private final SortedMap<String, JsonNode> arguments;
    private final Function<JsonNode, Template> templates;
    private final UnitEnvironment environment;
    private final List<String> problems = new ArrayList<>();
    private final ObjectNode kept = TerraformJson.object();
    private final List<String> notes = new ArrayList<>();
    /** What the block that is being read reads and the root does not have. */
    private final SortedSet<String> reads = new TreeSet<>();
    /** The names that the {@code dynamic} blocks of that block give to their elements. */
    private final Set<String> iterators = new TreeSet<>();

    /**
     * @param arguments the arguments of the module
     * @param templates finds the outputs of other units in a value
     */
    HoistedProviders(
            ModuleFolder module, SortedMap<String, JsonNode> arguments, Function<JsonNode, Template> templates) {
        this(module, arguments, templates, new UnitEnvironment(new TreeMap<>(), List.of()));
    }

    /** @param environment what the environment of the unit configures */
    HoistedProviders(
            ModuleFolder module,
            SortedMap<String, JsonNode> arguments,
            Function<JsonNode, Template> templates,
            UnitEnvironment environment) {
        this.environment = environment;
        this.module = module;
        this.arguments = arguments;
        this.templates = templates;
    }

    /** The providers that the root module configures. */
    List<PlannableUnit.Provider> all() {
        JsonNode requirements = module.configuration().path("terraform").path("required_providers");
        JsonNode blocks = module.configuration().path("provider");
        Map<String, Integer> seen = new TreeMap<>();
        List<PlannableUnit.Provider> hoisted = new ArrayList<>();
        for (HclBlock block : module.providers()) {
            String name = block.label(0);
            int index = seen.merge(name, 1, Integer::sum) - 1;
            reads.clear();
            iterators.clear();
            iterators(block.body());
            ObjectNode configuration = body(block.body());
            if (!reads.isEmpty()) {
                JsonNode own = blocks.path(name);
                kept.withArrayProperty(name).add(own.isArray() ? own.path(index) : own);
                String alias = block.body()
                        .attribute("alias")
                        .flatMap(found -> JsonExpressions.value(found.expression()))
                        .map(found -> "." + found.asText())
                        .orElse("");
                notes.add(
                        "provider " + name + alias + " is configured in the unit's module, because it reads "
                                + String.join(", ", reads)
                                + ": the plan starts a process more for it, and cannot destroy its resources once the unit is removed from the tree");
                continue;
            }
            JsonNode alias = configuration.remove("alias");
            configuration.remove("version");
            if (environment.configures(name)) {
                configuration.setAll(environment.arguments(configuration));
            }
            hoisted.add(new PlannableUnit.Provider(
                    name,
                    Optional.ofNullable(alias).map(JsonNode::asText),
                    requirement(requirements, name),
                    templates.apply(configuration)));
        }
        if (environment.configures("aws") && !seen.containsKey("aws") && uses("aws_")) {
            hoisted.add(new PlannableUnit.Provider(
                    "aws",
                    Optional.empty(),
                    requirement(requirements, "aws"),
                    templates.apply(environment.arguments(TerraformJson.object()))));
        }
        return hoisted;
    }

    /** Whether the module has a resource or a data source of these types. */
    private boolean uses(String types) {
        return Stream.of("resource", "data", "ephemeral")
                .flatMap(kind -> module.configuration().path(kind).properties().stream())
                .anyMatch(type -> type.getKey().startsWith(types));
    }

    /** The blocks of the providers that the module keeps, because they read what only the module has. */
    ObjectNode kept() {
        return kept;
    }

    /** What that costs, one sentence for each. */
    List<String> notes() {
        return notes;
    }

    /** A provider that a module does not name in {@code required_providers} is HashiCorp's. */
    private static JsonNode requirement(JsonNode requirements, String name) {
        JsonNode found = requirements.path(name);
        return found.has("source")
                ? found
                : TerraformJson.object()
                        .put("source", "hashicorp/" + name)
                        .put(
                                "version",
                                found.isTextual()
                                        ? found.asText()
                                        : found.path("version").asText(">= 0"));
    }

    /** Why providers cannot be configured in the root. */
    List<String> problems() {
        return problems;
    }

    private ObjectNode body(HclBody body) {
        ObjectNode json = TerraformJson.object();
        for (HclAttribute attribute : body.attributes()) {
            json.set(attribute.name(), value(attribute.expression()));
        }
        if (body instanceof NativeBody inside) {
            for (HclBlock block : inside.blocks()) {
                ObjectNode parent = json;
                String last = block.type();
                for (HclBlock.BlockLabel label : block.labels()) {
                    parent = parent.withObjectProperty(last);
                    last = label.text();
                }
                parent.withArrayProperty(last).add(body(block.body()));
            }
        }
        return json;
    }

    private void iterators(HclBody body) {
        for (HclBlock block : body.blocks("dynamic", 1)) {
            iterators.add(block.body()
                    .attribute("iterator")
                    .map(found -> found.expression().range().text().replace("\"", ""))
                    .orElse(block.label(0)));
            block.body().blocks("content", 0).forEach(content -> iterators(content.body()));
        }
        if (body instanceof NativeBody inside) {
            inside.blocks().stream()
                    .filter(block -> block.labels().isEmpty())
                    .forEach(block -> iterators(block.body()));
        }
    }

    private JsonNode value(HclExpression expression) {
        if (References.of(expression).isEmpty()) {
            return JsonExpressions.of(expression);
        }
        // In JSON blocks look like objects, and may not become expressions.
        if (expression instanceof HclExpression.ObjectExpression object
                && object.items().stream().allMatch(item -> item.name().isPresent())) {
            ObjectNode map = TerraformJson.object();
            object.items().forEach(item -> map.set(Template.literal(item.name().orElseThrow()), value(item.value())));
            return map;
        }
        if (expression instanceof HclExpression.TupleExpression tuple) {
            ArrayNode list = TerraformJson.object().putArray("list");
            tuple.elements().forEach(element -> list.add(value(element)));
            return list;
        }
        Split split = Split.of(expression, new Split.Rules() {
            @Override
            public Optional<Split.Replacement> replacement(HclReference reference) {
                return reference.root().equals("var")
                        ? reference.name(0).map(name -> new Split.Replacement(variable(reference, name), 1))
                        : Optional.empty();
            }

            @Override
            public Optional<Split.Definition> definition(HclReference reference) {
                return reference.root().equals("local")
                        ? reference
                                .name(0)
                                .map(module.locals()::get)
                                .map(definition -> new Split.Definition(definition, 1))
                        : Optional.empty();
            }
        });
        split.constants().forEach(constant -> read(constant.expression(), new TreeSet<>()));
        String text = split.text(constant -> locals(constant.expression()));
        return constant(text).orElseGet(() -> TextNode.valueOf("${" + text + "}"));
    }

    /** Finds what an expression reads of the module, also through local values. */
    private void read(HclExpression expression, Set<String> seen) {
        for (HclReference reference : References.of(expression)) {
            HclExpression local = reference.root().equals("local")
                    ? reference.name(0).map(module.locals()::get).orElse(null)
                    : null;
            if (local == null && !iterators.contains(reference.root())) {
                reads.add(reference + " (" + reference.range() + ")");
            } else if (local != null && seen.add(reference.name(0).orElseThrow())) {
                read(local, seen);
            }
        }
    }

    /** A constant part with the local values that it reads in their places. */
    private String locals(HclExpression expression) {
        HclReference reference = References.of(expression).stream()
                .filter(one -> one.root().equals("local"))
                .findFirst()
                .orElse(null);
        if (reference == null) {
            return expression.range().text();
        }
        Split inlined = Split.of(expression, new Split.Rules() {
            @Override
            public Optional<Split.Replacement> replacement(HclReference one) {
                return one.root().equals("local")
                        ? one.name(0)
                                .map(module.locals()::get)
                                .map(definition -> new Split.Replacement("(" + locals(definition) + ")", 1))
                        : Optional.empty();
            }
        });
        return inlined.text(constant -> constant.expression().range().text());
    }

    private String variable(HclReference reference, String name) {
        JsonNode given = arguments.get(name);
        if (given == null) {
            JsonNode byDefault = module.variable(name)
                    .map(declared -> declared.path("default"))
                    .orElse(null);
            if (byDefault == null || byDefault.isMissingNode()) {
                problems.add(reference.range() + ": a provider reads " + reference + ", which has no value");
                return "null";
            }
            return HclText.of(byDefault);
        }
        if (given.isTextual()
                && given.asText().startsWith("${")
                && given.asText().endsWith("}")) {
            return "(" + given.asText().substring(2, given.asText().length() - 1) + ")";
        }
        return HclText.of(Template.constantValue(given));
    }

    /** An expression that has become a constant in Terraform's JSON syntax; absent if it is none. */
    private static Optional<JsonNode> constant(String text) {
        HclExpression parsed = HclParser.expression(SourceText.of("provider", text));
        return References.of(parsed).isEmpty() && References.functions(parsed).isEmpty()
                ? Optional.of(JsonExpressions.value(parsed)
                        .map(Template::constant)
                        .orElseGet(() -> JsonExpressions.of(parsed)))
                : Optional.empty();
    }
}
