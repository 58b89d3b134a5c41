package groundplan.tree;

import groundplan.kernel.UnitPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Units in the order of what they read, also of what their modules read of each other's states by themselves. */
record ReadUnits(List<TreeUnit> units) {
    /** Each after the units that it reads; one that is read in a circle stays where it is, and Terraform tells of the circle. */
    List<TreeUnit> inOrder() {
        List<TreeUnit> order = new ArrayList<>();
        Set<UnitPath> placed = new TreeSet<>();
        units.forEach(unit -> place(unit, placed, order));
        return order;
    }

    private void place(TreeUnit unit, Set<UnitPath> placed, List<TreeUnit> order) {
        if (placed.add(unit.unit().path())) {
            units.stream()
                    .filter(other -> unit.unit().reads().contains(other.unit().path()))
                    .forEach(other -> place(other, placed, order));
            order.add(unit);
        }
    }
}
