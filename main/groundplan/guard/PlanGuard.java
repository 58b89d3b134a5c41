package groundplan.guard;

import groundplan.address.ResourceAddress;
import groundplan.kernel.UnitPath;
import groundplan.plan.Change;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.plan.Verdict;
import groundplan.review.Danger;
import groundplan.settings.Allowance;
import groundplan.settings.UnitModel;
import groundplan.states.StateFile;
import groundplan.synth.PreventDestroy;
import groundplan.synth.UnitDocument;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges a plan: what loses data, locks out, or destroys what is protected needs an allowance, and what AWS would not delete is
 * refused.
 */
public final class PlanGuard {
    private static final String DELETE = "delete";
    private static final String REPLACE = "replace";
    private static final String UPDATE = "update";
    /** What needs an allowance. */
    private static final Set<Danger.Weight> LOSSES = EnumSet.of(Danger.Weight.DATA_LOSS, Danger.Weight.LOCK_OUT);

    private final GuardedEnvironment environment;
    private final List<Allowance> allowances;
    private final boolean emulator;
    private final LocalDate today;
    private final List<Verdict.Refusal> refusals = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<Allowance> needed = new HashSet<>();
    private final List<WideAllowance.Missing> missing = new ArrayList<>();

    /**
     * @param allowances the allowances of the environment's system
     * @param emulator whether it is planned on an emulator, where {@code prevent_destroy} is not in effect
     * @param today the date that is compared with the allowances' expiry dates
     */
    public PlanGuard(GuardedEnvironment environment, List<Allowance> allowances, boolean emulator, LocalDate today) {
        this.environment = environment;
        this.allowances = allowances.stream()
                .filter(allowance -> allowance.concerns(environment.path()))
                .toList();
        this.emulator = emulator;
        this.today = today;
    }

    /**
     * The verdict on a plan of an environment of the settings. A guard judges only one plan.
     *
     * @param documents the documents of the planned units
     * @param states the states of the applied units; empty if outputs are not to be checked
     * @param left states that are where the environment kept them before
     */
    public Verdict of(
            EnvironmentPlan plan,
            List<UnitDocument> documents,
            Map<UnitPath, StateFile> states,
            List<LeftStates> left) {
        left.forEach(this::left);
        Map<UnitPath, Set<String>> literal = new HashMap<>();
        documents.forEach(document -> literal.put(document.unit().path(), PreventDestroy.in(document.json())));
        if (!states.isEmpty()) {
            RemovedOutputs.of(documents, states).forEach(this::ended);
        }
        List<UnitModel<?, ?>> units =
                documents.stream().<UnitModel<?, ?>>map(UnitDocument::unit).toList();
        notes.addAll(FinishedImports.notes(units, states));
        return of(plan, literal, states.keySet());
    }

    /**
     * The verdict on a plan. A guard judges only one plan.
     *
     * @param protectedAddresses the addresses with {@code prevent_destroy}, by unit
     * @param applied the units that have a state
     */
    public Verdict of(EnvironmentPlan plan, Map<UnitPath, Set<String>> protectedAddresses, Set<UnitPath> applied) {
        for (UnitPlan unit : plan.units()) {
            if (unit.removed() && environment.guards().refuseLosses()) {
                removed(unit);
            } else {
                unit.changes()
                        .forEach(change -> loss(
                                unit.unit(),
                                change,
                                change.action().destroys()
                                        && !emulator
                                        && protectedAddresses
                                                .getOrDefault(unit.unit(), Set.of())
                                                .contains(base(change))));
            }
            if (environment.guards().refuseUndeletable()) {
                unit.changes().forEach(change -> undeletable(unit.unit(), change));
            }
            unit.changes().forEach(change -> unprotected(unit.unit(), change));
        }
        if (environment.guards().refuseLosses()) {
            plan.units().forEach(unit -> unit.changes().forEach(change -> collision(unit.unit(), change)));
        }
        allowances.forEach(
                allowance -> StaleAllowances.note(allowance, plan, List.of(applied, environment.units()), needed, today)
                        .ifPresent(notes::add));
        WideAllowance.note(missing, environment.allowances(), today.plusDays(14))
                .ifPresent(notes::add);
        return new Verdict(List.copyOf(refusals), List.copyOf(notes));
    }

    private void collision(UnitPath unit, Change change) {
        change.dangers().stream()
                .filter(danger -> danger.weight() == Danger.Weight.COLLISION)
                .map(danger -> danger.what().split("; ", 2))
                .forEach(parts -> refusals.add(
                        new Verdict.Refusal(unit, change.address(), parts[0], capital(parts[parts.length - 1]))));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private void loss(UnitPath unit, Change change, boolean literal) {
        Optional<String> data = change.dangers().stream()
                .filter(danger -> LOSSES.contains(danger.weight()))
                .map(Danger::what)
                .reduce((one, other) -> one + "; " + other)
                .filter(what -> environment.guards().refuseLosses());
        if (data.isEmpty() && !literal) {
            return;
        }
        String action =
                switch (change.action()) {
                    case REPLACE -> REPLACE;
                    case DELETE -> DELETE;
                    default -> UPDATE;
                };
        if (!allowed(unit, change.address(), action)) {
            String what = data.orElse("is " + change.action().done());
            refusals.add(new Verdict.Refusal(
                    unit,
                    change.address(),
                    what + (literal ? "; prevent_destroy protects it" : ""),
                    remedy(unit, change.address(), action)));
        }
    }

    /** That the apply switches off a protection has to be allowed, also at the time of the apply. */
    private void unprotected(UnitPath unit, Change change) {
        change.dangers().stream()
                .filter(danger -> danger.weight() == Danger.Weight.UNPROTECTED
                        && !allowed(unit, change.address(), AllowedUnprotecting.ACTION))
                .forEach(danger -> refusals.add(new Verdict.Refusal(
                        unit,
                        change.address(),
                        danger.what(),
                        remedy(unit, change.address(), AllowedUnprotecting.ACTION))));
    }

    /**
     * What AWS will not delete. An allowance does not help: it allows a loss, and AWS would refuse it all the same. An emulator deletes
     * what is in use.
     */
    private void undeletable(UnitPath unit, Change change) {
        change.dangers().stream()
                .filter(danger -> danger.weight() == Danger.Weight.DELETION_PROTECTED
                        || danger.weight() == Danger.Weight.IN_USE && !emulator)
                .forEach(danger -> refusals.add(new Verdict.Refusal(
                        unit,
                        change.address(),
                        danger.what(),
                        "An apply would stop there with the rest done"
                                + unprotecting(unit, change)
                                + (environment.guardsSetting().isEmpty()
                                        ? "; do it in two applies"
                                        : "; guards: {undeletable: report} in " + environment.guardsSetting()
                                                + " applies it all the same"))));
    }

    /** That an allowance lets the apply itself switch off the protection; in a tree, which Terragrunt applies, none does. */
    private String unprotecting(UnitPath unit, Change change) {
        if (environment.guardsSetting().isEmpty() || !AllowedUnprotecting.switchable(change)) {
            return "";
        }
        missing.add(new WideAllowance.Missing(unit, change.address(), AllowedUnprotecting.ACTION));
        return "; to have the same apply switch it off first, allow it in " + environment.allowances() + ": {unit: "
                + unit + ", address: \"" + change.address() + "\", actions: [" + DELETE + ", "
                + AllowedUnprotecting.ACTION + "], reason: ..., owner: ..., expires: \"" + today.plusDays(14) + "\"}";
    }

    /** A unit may have been removed from the settings by mistake, so it gets one refusal for all of its resources. */
    private void removed(UnitPlan unit) {
        List<Change> open = unit.changes().stream()
                .filter(change -> change.action().destroys())
                .filter(change -> !allowed(unit.unit(), change.address(), DELETE))
                .toList();
        if (!open.isEmpty()) {
            List<String> data = open.stream()
                    .filter(change ->
                            change.dangers().stream().anyMatch(danger -> danger.weight() == Danger.Weight.DATA_LOSS))
                    .map(Change::address)
                    .toList();
            refusals.add(new Verdict.Refusal(
                    unit.unit(),
                    "",
                    "is no longer in the " + (environment.guardsSetting().isEmpty() ? "tree" : "settings") + "; "
                            + open.size()
                            + (open.size() == 1 ? " resource" : " resources") + " would be destroyed"
                            + (data.isEmpty() ? "" : ", with the data of " + String.join(", ", data)),
                    remedy(unit.unit(), open.size() == 1 ? open.get(0).address() : "*", DELETE)));
        }
    }

    private void ended(RemovedOutputs.Ended read) {
        String address = "output." + read.output();
        String what = "is no longer published, and "
                + read.readers().stream().map(UnitPath::toString).collect(Collectors.joining(", "))
                + (read.readers().size() == 1 ? " still uses" : " still use") + " its value";
        if (!environment.guards().refuseLosses()) {
            notes.add(read.producer() + " " + address + " " + what + ".");
        } else if (!allowed(read.producer(), address, DELETE)) {
            refusals.add(new Verdict.Refusal(
                    read.producer(),
                    address,
                    what,
                    "Do it in two steps: first change "
                            + (read.readers().size() == 1 ? "the reader" : "the readers")
                            + " and apply that while the output still exists;"
                            + " then remove the output. " + remedy(read.producer(), address, DELETE)));
        }
    }

    private void left(LeftStates states) {
        // Each is asked for, so that an allowance that covers it counts as needed.
        long open = states.units().stream()
                .filter(unit -> !allowed(unit, LeftStates.ADDRESS, REPLACE))
                .count();
        if (open > 0) {
            UnitPath first = states.units().get(0);
            String all = first.system() + "/" + first.environment() + "/*";
            refusals.add(new Verdict.Refusal(
                    first,
                    "",
                    states.what(),
                    states.remedy() + ". If all is to be created anew, allow it in " + environment.allowances()
                            + ": {unit: " + all + ", address: " + LeftStates.ADDRESS + ", actions: [" + REPLACE
                            + "], reason: ..., owner: ..., expires: \"" + today.plusDays(14) + "\"}"));
        }
    }

    private boolean allowed(UnitPath unit, String address, String action) {
        boolean allowed = false;
        for (Allowance allowance : allowances) {
            if (allowance.isAbout(unit.toString(), address) && allowance.allows(action)) {
                needed.add(allowance);
                allowed |= !allowance.expired(today);
            }
        }
        return allowed;
    }

    private String remedy(UnitPath unit, String address, String action) {
        for (Allowance allowance : allowances) {
            if (allowance.isAbout(unit.toString(), address)) {
                return allowance.allows(action)
                        ? "The allowance at " + allowance.mark() + " expired on "
                                + allowance.terms().expires()
                        : "The allowance at " + allowance.mark() + " allows it to be " + past(allowance) + ", but not "
                                + AllowedUnprotecting.done(action);
            }
        }
        missing.add(new WideAllowance.Missing(unit, address, action));
        return "If this is intended, allow it in " + environment.allowances() + ": {unit: " + unit
                + ", address: \""
                + address + "\", actions: [" + action + "], reason: ..., owner: ..., expires: \"" + today.plusDays(14)
                + "\"}";
    }

    private static String past(Allowance allowance) {
        return allowance.terms().actions().stream()
                .map(AllowedUnprotecting::done)
                .collect(Collectors.joining(" and "));
    }

    /** The address of the resource, without the key of one of its instances. */
    private static String base(Change change) {
        return ResourceAddress.parse(change.address()).resource();
    }
}
