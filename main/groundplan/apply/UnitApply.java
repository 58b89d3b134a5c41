package groundplan.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.ResourceAddress;
import groundplan.aws.AccountProfiles;
import groundplan.json.TerraformJson;
import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.Shape;
import groundplan.plan.Change;
import groundplan.plan.ConfiguredArguments;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.PlanComparison;
import groundplan.plan.ShownPlan;
import groundplan.plan.UnitPlan;
import groundplan.redact.Redactor;
import groundplan.synth.PreventDestroy;
import groundplan.terraform.ApplyEvents;
import groundplan.terraform.PrivateFolder;
import groundplan.terraform.TerraformFailure;
import groundplan.terraform.TerraformOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applies one unit: plans it with the real outputs of its dependencies, compares that with the approved plan, and applies it. */
final class UnitApply {
    private static final String FILE = "unit.tfplan";
    /** The plan of what is destroyed before anything else. */
    private static final String FIRST = "first.tfplan";

    private final UnitPlan approved;
    private final ObjectNode stack;
    private final EnvironmentSettings environment;
    private final ConfiguredArguments configured;
    private final Path terraform;
    private final Map<String, String> variables;

    /**
     * @param approved the changes that were approved
     * @param stack its CDKTF document, with its backend and lookups of the states that it reads
     */
    UnitApply(
            UnitPlan approved,
            ObjectNode stack,
            EnvironmentSettings environment,
            ConfiguredArguments configured,
            Path terraform,
            Map<String, String> variables) {
        this.approved = approved;
        this.stack = stack.deepCopy();
        this.environment = environment;
        this.configured = configured;
        this.terraform = terraform;
        this.variables = AccountProfiles.variables(variables, environment.accountId());
    }

    /**
     * Applies the unit.
     *
     * @param destroy whether all resources of the unit are destroyed
     * @param terraforms runs Terraform where it must not be cut short
     * @return what was done, in words
     * @throws UnitRefused if the plan with real inputs differs from the approved one
     */
    String run(boolean destroy, UnitTerraform terraforms) throws IOException {
        JsonNode json = MissingNode.getInstance();
        try (PrivateFolder folder = new PrivateFolder(terraform, variables)) {
            try {
                prepare(folder);
                terraforms.settle(folder);
                List<String> unprotected = unprotected(folder, terraforms);
                json = planned(folder, destroy ? List.of("-destroy") : List.of(), FILE);
                UnitPlan now = compared(folder, json);
                int before = 0;
                Set<String> first = destroy ? Set.of() : MakingRoom.of(json);
                if (!first.isEmpty()) {
                    before = roomMade(folder, first, terraforms);
                    json = planned(folder, List.of(), FILE);
                    now = compared(folder, json);
                }
                TerraformOutput output = terraforms.apply(folder, FILE);
                if (!output.warnings().isEmpty()) {
                    terraforms.warn(output.warnings(), redactor(state(folder), json)::hide);
                }
                return (unprotected.isEmpty()
                                ? ""
                                : "deletion protection switched off: " + String.join(", ", unprotected) + "; ")
                        + done(before, now, new ApplyEvents(output).changed());
            } catch (TerraformFailure e) {
                throw e.hiding(redactor(state(folder), json)::hide);
            }
        }
    }

    /**
     * Settles what an earlier run left of a unit in which nothing is to be changed.
     *
     * @throws UnitRefused if objects were created that are not in the state
     */
    void settle(UnitTerraform terraforms) throws IOException {
        try (PrivateFolder folder = new PrivateFolder(terraform, variables)) {
            try {
                prepare(folder);
                terraforms.settle(folder);
            } catch (TerraformFailure e) {
                throw e.hiding(redactor(state(folder), MissingNode.getInstance())::hide);
            }
        }
    }

    /** A plan with real inputs, which has to be what was approved. */
    private UnitPlan compared(PrivateFolder folder, JsonNode json) throws IOException {
        UnitPlan now = EnvironmentPlan.unit(approved.unit(), json);
        List<String> differences = differences(now);
        if (!differences.isEmpty()) {
            throw UnitRefused.of(differences, redactor(state(folder), json));
        }
        return now;
    }

    private List<String> differences(UnitPlan now) {
        return PlanComparison.of(
                approved, now, (address, argument) -> configured.sets(approved.unit(), address, argument));
    }

    /**
     * Destroys objects before others are created that get what identifies them, such as the priority of a rule. Terraform does both at
     * the same time.
     *
     * @return how many objects were destroyed; none if that would destroy more than what was approved
     */
    private int roomMade(PrivateFolder folder, Set<String> first, UnitTerraform terraforms) throws IOException {
        List<String> options = new ArrayList<>(List.of("-destroy"));
        first.forEach(address -> options.add("-target=" + address));
        UnitPlan destroyed = EnvironmentPlan.unit(approved.unit(), planned(folder, options, FIRST));
        if (!differences(destroyed).isEmpty()) {
            return 0;
        }
        terraforms.apply(folder, FIRST);
        return destroyed.changes().size();
    }

    /**
     * Switches off the deletion protection of what is destroyed afterwards, where the approved plan says so. A run that is resumed finds
     * in the state what is left to do.
     *
     * @return the addresses
     */
    private List<String> unprotected(PrivateFolder folder, UnitTerraform terraforms) throws IOException {
        String text = state(folder);
        Optional<Unprotecting> still =
                text.isBlank() ? Optional.empty() : Unprotecting.of(approved, TerraformJson.read(text));
        if (still.isEmpty()) {
            return List.of();
        }
        folder.write(Unprotecting.FILE, TerraformJson.write(still.get().blocks()));
        List<String> options = new ArrayList<>();
        still.get().targets().forEach(address -> options.add("-target=" + address));
        still.get().beside(planned(folder, options, FIRST)).ifPresent(other -> {
            throw new UnitRefused("its deletion protection cannot be switched off alone: " + other);
        });
        terraforms.apply(folder, FIRST);
        Files.delete(folder.path().resolve(Unprotecting.FILE));
        return still.get().targets();
    }

    /** How many objects were changed, and which approved changes turned out to be none, since they hung on values that did not change. */
    private String done(int before, UnitPlan now, Set<String> changed) {
        List<String> open = approved.changes().stream()
                .filter(change -> change.condition().isPresent())
                .map(Change::address)
                .filter(address -> !changed.contains(address))
                .toList();
        long count = before
                + now.changes().stream()
                        .filter(change -> !open.contains(change.address()))
                        .count();
        return count
                + (count == 1 ? " change" : " changes")
                + (open.isEmpty() ? "" : "; conditional, and not needed: " + String.join(", ", open));
    }

    private void prepare(PrivateFolder folder) throws IOException {
        // The guards have allowed what the approved plan destroys.
        PreventDestroy.lift(stack, address -> approved.changes().stream()
                .anyMatch(change -> change.action().destroys()
                        && ResourceAddress.parse(change.address()).resource().equals(address)));
        StackFolder.initialise(folder, stack, environment, variables);
    }

    private static JsonNode planned(PrivateFolder folder, List<String> options, String file) throws IOException {
        // No lock is needed: Terraform applies a saved plan only to the state that it was made from.
        List<String> plan = new ArrayList<>(List.of("plan", "-input=false", "-lock=false", "-out=" + file));
        plan.addAll(options);
        folder.events(plan);
        JsonNode json = ShownPlan.read(folder.terraform(List.of("show", "-json", "-no-color", file)));
        if (json.toString().toLowerCase(Locale.ROOT).contains(Shape.SENTINEL)) {
            throw new UnitRefused("its plan contains a mock output (" + Shape.SENTINEL + ") instead of a real value");
        }
        return json;
    }

    /** The unit's state, by which secret values in a message are recognized; empty if it cannot be read. */
    private static String state(PrivateFolder folder) throws IOException {
        try {
            return folder.terraform(List.of("state", "pull"));
        } catch (TerraformFailure unreadable) {
            return "";
        }
    }

    private static Redactor redactor(String state, JsonNode plan) {
        try {
            return Redactor.of(plan, state.isBlank() ? List.of() : List.of(TerraformJson.read(state)));
        } catch (IllegalArgumentException noState) {
            return Redactor.of(plan);
        }
    }

    /** The plan is not what was approved. */
    static final class UnitRefused extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnitRefused(String why) {
            super(why);
        }

        /** All differences from what was approved, each on a line, without secrets. */
        static UnitRefused of(List<String> differences, Redactor redactor) {
            return new UnitRefused(redactor.hide(String.join("\n  ", differences)));
        }
    }
}
