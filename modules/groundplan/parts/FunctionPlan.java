package groundplan.parts;

import groundplan.kernel.Name;
import groundplan.kernel.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a function will be like. */
public final class FunctionPlan {
    final Unit<?> unit;
    final String name;
    final PlacedCode code;
    final Function.Keys keys;
    final Map<String, String> environment = new LinkedHashMap<>();
    final List<Statement> permissions = new ArrayList<>();
    String physical;
    String description = "";
    int retentionDays = 365;
    int reservedConcurrency = 2;
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
        // With the unit in it, like the role's: two units may have a function of the same purpose.
        this.physical = unit.context()
                .name(unit.context().path().unit().replace('/', '-') + "-" + name.replace('_', '-'), Name.ROLE);
    }

    /** Calls the function as a system's own text does. */
    public FunctionPlan named(String functionName) {
        this.physical = functionName;
        return this;
    }

    /** Says what the function is for. */
    public FunctionPlan description(String text) {
        this.description = text;
        return this;
    }

    /** Keeps its log for these days. Default: 365. */
    public FunctionPlan retention(int days) {
        this.retentionDays = days;
        return this;
    }

    /** How many run at once at most; -1 takes from what the account has left. Default: 2. */
    public FunctionPlan reservedConcurrency(int executions) {
        this.reservedConcurrency = executions;
        return this;
    }

    /** Ends it after these seconds. Default: 30. */
    public FunctionPlan timeout(int seconds) {
        return sized(new Function.Size(size.architecture(), size.memoryMib(), seconds, size.temporaryMib()));
    }

    /** Makes it larger. Default: {@link Function.Size#SMALL}. */
    public FunctionPlan sized(Function.Size other) {
        this.size = other;
        return this;
    }

    /** Sets a variable of its environment: never a secret, but a secret's ARN. */
    public FunctionPlan variable(String key, String value) {
        environment.put(key, value);
        return this;
    }

    /** Lets it do more than write its log, its trace and its failed events. */
    public FunctionPlan allow(List<Statement> statements) {
        permissions.addAll(statements);
        return this;
    }

    /** Runs it inside a network. Default: outside of any. */
    public FunctionPlan in(Optional<Function.Place> place) {
        this.network = place;
        return this;
    }

    /** Runs signed code alone, as a configuration of this ARN says. Default: any code. */
    public FunctionPlan signed(Optional<String> codeSigningConfigArn) {
        this.signing = codeSigningConfigArn;
        return this;
    }

    /** Keeps each state of it as a version, for aliases to point to. */
    public FunctionPlan versions() {
        this.versions = true;
        return this;
    }

    /** Leaves its code alone once it is made: somebody else deploys. */
    public FunctionPlan codeOfOthers() {
        this.codeOfOthers = true;
        return this;
    }

    /** Creates the function. */
    public Function create() {
        return new Function(this);
    }
}
