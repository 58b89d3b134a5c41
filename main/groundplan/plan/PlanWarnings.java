package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.ResourceAddress;
import groundplan.kernel.UnitPath;
import groundplan.redact.Redactor;
import groundplan.states.StateKeys;
import groundplan.terraform.Diagnostic;
import groundplan.terraform.PrivateFolder;
import groundplan.terraform.TerraformFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Runs {@code terraform plan}, and finds the warnings in its output and in its JSON of the plan. */
final class PlanWarnings {
    /** The key under which the command's warnings are added to Terraform's JSON of a plan, which does not contain them. */
    private static final String WARNINGS = "warnings";

    private static final String FILE = "whole.tfplan";

    private static final Map<String, String> CHECKS = Map.of(
            "fail", "Check block assertion failed",
            "error", "Check block could not be evaluated",
            "unknown", "Check block assertion known after apply");

    private final Map<String, UnitPath> byModule;
    private final Redactor redactor;

    private PlanWarnings(Map<String, UnitPath> byModule, Redactor redactor) {
        this.byModule = byModule;
        this.redactor = redactor;
    }

    /**
     * Plans in a folder that has been prepared.
     *
     * @param units the units that are planned
     * @param arguments further arguments of {@code terraform plan}
     * @return Terraform's JSON of the plan, with the command's warnings added
     * @throws TerraformFailure when Terraform fails
     */
    static ObjectNode plan(PrivateFolder folder, List<PlannableUnit> units, List<String> arguments) throws IOException {
        Map<String, String> modules = new HashMap<>();
        units.forEach(unit -> modules.put(RootModule.folder(unit), "module." + StateKeys.module(unit.path())));
        List<String> command = new ArrayList<>(List.of("plan", "-input=false", "-lock=false", "-out=" + FILE));
        command.addAll(arguments);
        List<Diagnostic> warnings = folder.events(command).warnings();
        ObjectNode plan = ShownPlan.read(folder.terraform(List.of("show", "-json", "-no-color", FILE)));
        ArrayNode told = plan.putArray(WARNINGS);
        warnings.forEach(warning -> told.addObject()
                .put("address", warning.address())
                .put("summary", warning.summary())
                .put("detail", warning.detail())
                .put(
                        "module",
                        warning.source()
                                .map(source -> modules.get(source.file().replaceFirst("/[^/]*$", "")))
                                .orElse(""))
                .put(
                        "context",
                        warning.source()
                                .flatMap(Diagnostic.SourceRange::snippet)
                                .map(Diagnostic.Snippet::context)
                                .orElse("")));
        return plan;
    }

    /**
     * Terraform's warnings of a plan.
     *
     * @param byModule the units by the address of their module
     * @param plan the result of {@link #plan}
     */
    static List<PlanWarning> of(Map<String, UnitPath> byModule, JsonNode plan, Redactor redactor) {
        return new PlanWarnings(byModule, redactor).in(plan);
    }

    private List<PlanWarning> in(JsonNode plan) {
        List<JsonNode> told = new ArrayList<>();
        plan.path(WARNINGS).forEach(told::add);
        List<PlanWarning> found = new ArrayList<>();
        plan.path("checks").forEach(check -> {
            JsonNode address = check.path("address");
            if (address.path("kind").asText().equals("check")
                    && CHECKS.containsKey(check.path("status").asText())) {
                List<JsonNode> own = told.stream()
                        .filter(warning -> module(warning)
                                        .equals(module(
                                                address.path("to_display").asText()))
                                && about(address.path("name").asText(), warning))
                        .toList();
                // These warnings repeat the check's problems, without its address.
                told.removeAll(own);
                check.path("instances").forEach(instance -> check(instance, own).ifPresent(found::add));
            }
        });
        told.forEach(warning -> found.add(warning(
                module(warning),
                warning.path("address").asText(),
                warning.path("summary").asText(),
                warning.path("detail").asText())));
        // Terraform reports them in no fixed order.
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(PlanWarning::where).thenComparing(PlanWarning::text))
                .toList();
    }

    private Optional<PlanWarning> check(JsonNode instance, List<JsonNode> told) {
        String status = instance.path("status").asText();
        if (!CHECKS.containsKey(status)) {
            return Optional.empty();
        }
        Set<String> details = texts(instance.path("problems"), "message");
        if (details.isEmpty()) {
            details.addAll(told.stream()
                    .map(warning -> warning.path("detail").asText())
                    .collect(Collectors.toSet()));
        }
        JsonNode address = instance.path("address");
        return Optional.of(warning(
                module(address.path("to_display").asText()),
                address.path("to_display").asText(),
                CHECKS.get(status),
                String.join("\n", details)));
    }

    private static Set<String> texts(JsonNode items, String name) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path(name).asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a warning is about an assertion of a check block, by the block's name in HCL or in JSON. */
    private static boolean about(String check, JsonNode warning) {
        String context = warning.path("context").asText();
        return context.equals("check \"" + check + "\"") || context.startsWith("check." + check + ".assert");
    }

    /** The unit's module that a warning is about, by the resource's address or else by the file; empty if there is none. */
    private static String module(JsonNode warning) {
        String address = warning.path("address").asText();
        return address.isEmpty() ? warning.path("module").asText() : module(address);
    }

    private static String module(String address) {
        return ResourceAddress.find(address).flatMap(ResourceAddress::module).orElse("");
    }

    private PlanWarning warning(String module, String address, String summary, String detail) {
        Optional<UnitPath> unit = Optional.ofNullable(byModule.get(module));
        return new PlanWarning(
                unit,
                redactor.hide(ResourceAddress.find(address)
                        .filter(resource -> unit.isPresent())
                        .map(resource -> resource.inside().toString())
                        .orElse(address)),
                redactor.hide(summary),
                redactor.hide(detail));
    }
}
