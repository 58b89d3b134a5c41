package groundplan.parts;

import groundplan.kernel.Name;
import groundplan.kernel.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The definition of a function. */
public final class FunctionPlan {
    /** The reserved concurrency of a small built-in function, unless set otherwise. */
    public static final int RESERVED_CONCURRENCY = 2;

    final Unit<?> unit;
    final String name;
    final PlacedCode code;
    final Function.Keys keys;
    final Map<String, String> environment = new LinkedHashMap<>();
    final List<Statement> permissions = new ArrayList<>();
    String physical;
    String description = "";
    int retentionDays = 365;
    int reservedConcurrency = RESERVED_CONCURRENCY;
    Function.Size size = Function.Size.SMALL;
    Optional<Function.Place> network = Optional.empty();
    Optional<String> signing = Optional.empty();
    boolean versions;
    boolean codeOfOthers;

    FunctionPlan(Unit<?> unit, String name, PlacedCode code, Function.Keys keys) {
        this.unit = unit;
        this.name = name;
        this.code = code;
        this.keys = keys;
        // Includes the unit, as the role's name does: two units may have a function of the same purpose.
        this.physical = unit.context()
                .name(unit.context().path().unit().replace('/', '-') + "-" + name.replace('_', '-'), Name.ROLE);
    }

    /** Sets the function's name as the system's settings spell it. */
    public FunctionPlan named(String functionName) {
        this.physical = functionName;
        return this;
    }

    /** Sets the description. */
    public FunctionPlan description(String text) {
        this.description = text;
        return this;
    }

    /** Sets the log retention in days. Default: 365. */
    public FunctionPlan retention(int days) {
        this.retentionDays = days;
        return this;
    }

    /** Sets the reserved concurrency; -1 uses the account's unreserved concurrency. Default: 2. */
    public FunctionPlan reservedConcurrency(int executions) {
        this.reservedConcurrency = executions;
        return this;
    }

    /** Sets the timeout in seconds. Default: 30. */
    public FunctionPlan timeout(int seconds) {
        return sized(new Function.Size(size.architecture(), size.memoryMib(), seconds, size.temporaryMib()));
    }

    /** Sets the size. Default: {@link Function.Size#SMALL}. */
    public FunctionPlan sized(Function.Size other) {
        this.size = other;
        return this;
    }

    /** Sets an environment variable: never a secret, but a secret's ARN. */
    public FunctionPlan variable(String key, String value) {
        environment.put(key, value);
        return this;
    }

    /** Adds permissions to those for its log, its traces and its failed events. */
    public FunctionPlan allow(List<Statement> statements) {
        permissions.addAll(statements);
        return this;
    }

    /** Runs it in a VPC. Default: in none. */
    public FunctionPlan in(Optional<Function.Place> place) {
        this.network = place;
        return this;
    }

    /** Accepts only signed code, with the code signing configuration of this ARN. Default: any code. */
    public FunctionPlan signed(Optional<String> codeSigningConfigArn) {
        this.signing = codeSigningConfigArn;
        return this;
    }

    /** Publishes each change as a version, for aliases to refer to. */
    public FunctionPlan versions() {
        this.versions = true;
        return this;
    }

    /** Ignores changes of its code after creation: it is deployed outside of Terraform. */
    public FunctionPlan codeOfOthers() {
        this.codeOfOthers = true;
        return this;
    }

    /** The reserved concurrency; -1, none, where the account's quota leaves nothing to reserve. */
    int reservedConcurrency() {
        return unit.context().environment().reservableConcurrency(unit.context().region()) > 0
                ? reservedConcurrency
                : -1;
    }

    /** Creates the function. */
    public Function create() {
        return new Function(this);
    }
}
