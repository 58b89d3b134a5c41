package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.cost.EnvironmentCost;
import groundplan.cost.Prices;
import groundplan.settings.InvalidSettings;
import groundplan.testing.FullSynthesis;
import groundplan.testing.Repository;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a system's page says that its environments cost is what they cost. */
class CostsTest {
    private static final Pattern TOTAL = Pattern.compile("(?m)^- `([a-z0-9-]+/[a-z0-9-]+)`: ([0-9,]+\\.[0-9]{2}) USD$");
    /** Settings move on; a page that is further off than this misleads. */
    private static final double TOLERANCE = 0.05;

    static Stream<Path> pages() {
        return Repository.files("docs/systems", ".md").stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageSaysWhatEachEnvironmentCosts(Path page) throws InvalidSettings {
        String system = page.getFileName().toString().replace(".md", "");
        Map<String, Double> said = new TreeMap<>();
        Matcher total = TOTAL.matcher(Repository.text(page));
        while (total.find()) {
            said.put(total.group(1), Double.parseDouble(total.group(2).replace(",", "")));
        }
        Map<String, Double> estimated = new TreeMap<>();
        EnvironmentCost.of(FullSynthesis.root(), Prices.read(), FullSynthesis.environments(), FullSynthesis.documents())
                .stream()
                .filter(cost -> cost.environment().startsWith(system + "/"))
                .forEach(
                        cost -> estimated.put(cost.environment(), cost.monthly().doubleValue()));
        assertEquals(
                estimated.keySet(), said.keySet(), () -> "environments whose cost " + Repository.shown(page) + " says");
        estimated.forEach((environment, monthly) -> assertEquals(
                monthly,
                said.get(environment),
                TOLERANCE * monthly,
                () -> "cost of " + environment + " in " + Repository.shown(page)));
    }
}
