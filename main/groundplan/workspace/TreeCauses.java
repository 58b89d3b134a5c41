package groundplan.workspace;

import groundplan.address.AttributePath;
import groundplan.address.ResourceAddress;
import groundplan.causes.CauseKind;
import groundplan.causes.ValueSource;
import groundplan.console.StepLog;
import groundplan.plan.ChangeCause;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.ExplainedPlan;
import groundplan.redact.Redactor;
import groundplan.states.StateKeys;
import groundplan.tree.ChangedLine;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Explains a plan of a tree by the lines of its files that were changed. */
final class TreeCauses {
    /** The maximum number of characters that are shown of a value. */
    private static final int LONGEST = 60;

    private static final int AROUND = 20;
    private static final String SECRET = "(sensitive)";

    private final Map<ChangedLine, Set<ValueSource>> byLine;
    private final Map<String, String> modules = new HashMap<>();
    private final Redactor secrets;

    private TreeCauses(EnvironmentPlan plan, Map<ChangedLine, Set<ValueSource>> byLine, Redactor secrets) {
        this.secrets = secrets;
        this.byLine = byLine;
        plan.units().forEach(unit -> modules.put(unit.name(), StateKeys.module(unit.unit())));
    }

    /**
     * The plan with the lines that explain it; the same if they cannot be found.
     *
     * @param lines what was examined while it was made
     * @param secrets hides them
     */
    static EnvironmentPlan in(EnvironmentPlan plan, ExaminedLines lines, Redactor secrets) {
        boolean configured = plan.units().stream()
                .flatMap(unit -> unit.changes().stream())
                .flatMap(change -> change.explanation().causes().stream())
                .anyMatch(cause -> SettingCauses.ofConfiguration(cause.kind()));
        if (!configured) {
            return plan;
        }
        try (StepLog.TimedStep step = StepLog.step("explain the changes of " + plan.environment())) {
            Map<ChangedLine, Set<ValueSource>> byLine = lines.found();
            step.result(() -> StepLog.count(byLine.size(), "changed line"));
            return byLine.isEmpty() ? plan : ExplainedPlan.of(plan, new TreeCauses(plan, byLine, secrets)::of);
        }
    }

    /**
     * The lines that explain a cause: all that change its argument or, of an object as a whole, that add or remove it; otherwise one of a
     * file of the unit, or that touches least.
     */
    private List<ChangeCause.ChangedSetting> of(ChangeCause cause) {
        if (!SettingCauses.ofConfiguration(cause.kind())) {
            return List.of();
        }
        return ExplainingChanges.of(
                        byLine,
                        touched -> explains(touched, cause),
                        touched -> touched.resource().equals(TreeDefinitions.PROVIDER)
                                || touched.attribute().isEmpty()
                                        == cause.argument().isEmpty(),
                        Comparator.comparing((ChangedLine line) -> !line.file().contains("/" + cause.unit() + "/"))
                                .thenComparing(line -> byLine.get(line).size()))
                .stream()
                .map(this::setting)
                .toList();
    }

    private boolean explains(ValueSource touched, ChangeCause cause) {
        if (cause.address().isEmpty()) {
            return touched.resource().equals(TreeDefinitions.PROVIDER);
        }
        if (!touched.module().equals(modules.get(cause.unit()))) {
            return false;
        }
        if (cause.kind() == CauseKind.PROVIDER && touched.resource().equals(TreeDefinitions.PROVIDER)) {
            return true;
        }
        ResourceAddress address = ResourceAddress.parse(cause.address());
        // Of a module that the unit calls only the call is known.
        String resource =
                address.module().map(module -> module.replaceFirst("\\[.*", "")).orElseGet(address::resource);
        return touched.resource().equals(resource)
                && (touched.attribute().isEmpty()
                        || cause.argument().isEmpty()
                        || touched.attribute()
                                .equals(AttributePath.parse(cause.argument()).attribute()));
    }

    private ChangeCause.ChangedSetting setting(ChangedLine line) {
        boolean secret = isSecret(line.key(), line.before()) || isSecret(line.key(), line.after());
        int same = common(line.before().orElse(""), line.after().orElse(""));
        return new ChangeCause.ChangedSetting(
                line.file(),
                line.line(),
                secrets.hide(line.key()),
                line.before().map(value -> secret ? SECRET : shown(value, same)),
                line.after().map(value -> secret ? SECRET : shown(value, same)));
    }

    private boolean isSecret(String key, Optional<String> value) {
        String told = key + " = " + value.orElse("");
        return !secrets.hide(told).equals(told);
    }

    private static int common(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }

    /**
     * A value, cut to what is around the place where it differs from another one.
     *
     * @param same how many characters are the same before that
     */
    private static String shown(String value, int same) {
        int start = value.length() <= LONGEST ? 0 : Math.max(0, same - AROUND);
        int end = Math.min(value.length(), start + LONGEST);
        return (start > 0 ? "..." : "") + value.substring(start, end) + (end < value.length() ? "..." : "");
    }
}
