package groundplan.cost;

import groundplan.console.Console;
import groundplan.pricing.Line;
import groundplan.pricing.PriceTable;
import groundplan.pricing.ResourceCost;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Costs as an aligned table: environments, their units, their resources. */
public final class CostTable {
    /** What each line of the table stands for. */
    public enum By {
        resource,
        unit,
        service
    }

    private static final int COLUMNS = 6;
    private static final int QUANTITY = 2;
    private static final int PRICE = 4;
    private static final int MONTHLY = 5;
    private static final int MOST_DECIMALS = 4;

    private final Console console;
    private final By by;
    private final boolean all;
    private final List<Row> rows = new ArrayList<>();

    public CostTable(Console console, By by, boolean all) {
        this.console = console;
        this.by = by;
        this.all = all;
    }

    /** Prints the table of the environments, and their sum where there are several. */
    public void print(PriceTable prices, List<EnvironmentCost> costs) {
        for (EnvironmentCost cost : costs) {
            row(console::bold, cost.environment(), "", "", "", "", prices.currency() + " a month");
            switch (by) {
                case service -> cost.services().forEach((service, monthly) -> row("  " + service, monthly));
                case unit ->
                    cost.units()
                            .forEach(unit ->
                                    row("  " + name(cost, unit), unit.estimate().monthly()));
                case resource -> cost.units().forEach(unit -> unit(cost, unit));
            }
            row(console::bold, "  total of " + cost.environment(), "", "", "", "", money(cost.monthly()));
            row(UnaryOperator.identity());
        }
        if (costs.size() > 1) {
            row(
                    console::bold,
                    "Total of " + costs.size() + " environments",
                    "",
                    "",
                    "",
                    "",
                    money(EnvironmentCost.sum(
                            costs.stream().map(EnvironmentCost::monthly).toList())));
            row(UnaryOperator.identity());
        }
        int[] widths = new int[COLUMNS];
        rows.forEach(row -> {
            for (int i = 0; i < row.cells.size(); i++) {
                widths[i] = Math.max(widths[i], row.cells.get(i).length());
            }
        });
        rows.forEach(row -> console.out().println(row.text(widths)));
        console.out().println(basis(prices));
    }

    /** The basis of all figures. */
    public static String basis(PriceTable prices) {
        return "List prices of " + prices.date() + " in " + prices.currency()
                + ", on demand, without free tiers and taxes;"
                + " docs/costs.md describes the method, `cost --assumptions` shows the assumed usage.";
    }

    private void unit(EnvironmentCost cost, UnitCost unit) {
        row(
                console::bold,
                "  " + name(cost, unit),
                "",
                "",
                "",
                "",
                money(unit.estimate().monthly()));
        int silent = 0;
        for (ResourceCost resource : unit.estimate().resources()) {
            String address = "    " + resource.resource().address();
            if (resource.status() == ResourceCost.Status.UNKNOWN) {
                row(console::yellow, address, "unknown: " + resource.note(), "", "", "", "?");
            } else if (!resource.lines().isEmpty()) {
                for (Line line : resource.lines()) {
                    row(
                            UnaryOperator.identity(),
                            address,
                            line.item(),
                            quantity(line.quantity()),
                            line.price().unit(),
                            line.paid().toPlainString(),
                            money(line.monthly()));
                    address = "";
                }
            } else if (all) {
                row(
                        console::dim,
                        address,
                        switch (resource.status()) {
                            case PART -> "part of " + resource.note();
                            case PRICED -> "no usage";
                            default -> "free";
                        },
                        "",
                        "",
                        "",
                        "");
            } else {
                silent++;
            }
        }
        if (silent > 0) {
            String rest = silent == 1
                    ? "1 resource that costs nothing by itself"
                    : silent + " resources that cost nothing by themselves";
            row(console::dim, "    " + rest, "", "", "", "", "");
        }
    }

    private static String name(EnvironmentCost cost, UnitCost unit) {
        return unit.path().toString().substring(cost.environment().length() + 1);
    }

    private void row(String name, BigDecimal monthly) {
        row(UnaryOperator.identity(), name, "", "", "", "", money(monthly));
    }

    private void row(UnaryOperator<String> style, String... cells) {
        rows.add(new Row(style, List.of(cells)));
    }

    private static String money(BigDecimal amount) {
        return String.format(Locale.ROOT, "%,.2f", amount);
    }

    private static String quantity(double quantity) {
        BigDecimal shown = BigDecimal.valueOf(quantity)
                .setScale(MOST_DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, shown.scale()) + "f", shown);
    }

    /** Cells of a line; a style is applied to the whole line, so that it does not affect the widths. */
    private record Row(UnaryOperator<String> style, List<String> cells) {
        String text(int[] widths) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < cells.size(); i++) {
                String padding = " ".repeat(widths[i] - cells.get(i).length());
                boolean number = i == QUANTITY || i == PRICE || i == MONTHLY;
                line.append(i == 0 ? "" : widths[i] == 0 ? "" : "  ")
                        .append(number ? padding + cells.get(i) : cells.get(i) + padding);
            }
            String text = line.toString().stripTrailing();
            return text.isEmpty() ? "" : style.apply(text);
        }
    }
}
