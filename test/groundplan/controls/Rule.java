package groundplan.controls;

import groundplan.synth.UnitDocument;
import java.util.function.Consumer;

/**
 * A control that checkov does not see, or sees only in part.
 *
 * @param row its row in the table of controls
 * @param title what must hold
 * @param scope where it must hold
 * @param look reads a unit and notes what is wrong
 */
record Rule(int row, String title, Scope scope, Consumer<Inspection> look) {

    /** What the name of a rule of ours begins with, among the names of checks. */
    static final String PREFIX = "row-";

    /** The environments that a control is for. */
    enum Scope {
        ALL,
        PROD
    }

    /** A rule for every environment. */
    static Rule everywhere(int row, String title, Consumer<Inspection> look) {
        return new Rule(row, title, Scope.ALL, look);
    }

    /** A rule for production; elsewhere it may be switched off to save money. */
    static Rule inProd(int row, String title, Consumer<Inspection> look) {
        return new Rule(row, title, Scope.PROD, look);
    }

    /** The name under which findings and waivers know it. */
    String check() {
        return PREFIX + row;
    }

    boolean appliesTo(String environment) {
        return scope == Scope.ALL || environment.equals("prod");
    }

    /** Looks at one unit. */
    Inspection inspect(UnitDocument document) {
        Inspection inspection = new Inspection(document, check());
        look.accept(inspection);
        return inspection;
    }

    @Override
    public String toString() {
        return "row " + row + ": " + title;
    }
}
