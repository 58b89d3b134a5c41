package groundplan.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.testing.Harbor;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.StartedGroundplan;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The repository of {@code docs/examples/harbor}, as its owners use it. */
class HarborTest {
    @TempDir
    static Path folder;

    private static TempProject harbor;
    private static StartedGroundplan groundplan;

    @BeforeAll
    static void aCopyOfIt() {
        harbor = Harbor.in(folder.resolve("harbor"));
        groundplan = new StartedGroundplan(harbor);
    }

    @Test
    void itsCommittedTreeAndSchemaAreWhatItsSettingsGenerate() {
        groundplan.run("synth", "--check").exits(0).prints("The live tree matches the settings.");
    }

    @Test
    void itsHandwrittenFilesOfTheTreeAreThoseOfThisVersion() {
        for (String file : List.of("terragrunt/root.hcl", "terragrunt/emulator.hcl")) {
            assertEquals(Repository.text(Repository.root().resolve(file)), harbor.text(file), file);
        }
    }

    @Test
    void itIsValidAndHasATableAQueueAScheduleAndTwoAccounts() {
        groundplan.run("validate").exits(0).prints("The settings of 2 environments");
        Set<String> kinds = new TreeSet<>();
        Set<String> accounts = new TreeSet<>();
        groundplan
                .run("list", "--format", "json")
                .exits(0)
                .json()
                .path("units")
                .forEach(unit -> kinds.add(unit.path("kind").asText()));
        for (String environment : List.of("dev", "prod")) {
            groundplan
                    .run("explain", "harbor/" + environment, "account_id", "--json")
                    .exits(0)
                    .json()
                    .path("settings")
                    .forEach(setting -> accounts.add(setting.path("value").asText()));
        }
        assertTrue(kinds.containsAll(List.of("table", "lambda-sqs-consumer", "lambda-event-bridge")), kinds::toString);
        assertEquals(2, accounts.size(), accounts::toString);
        ObjectNode own = groundplan.run("kinds", "--own", "--json").exits(0).json();
        assertEquals(1, own.path("kinds").size(), own::toString);
        assertEquals("table", own.at("/kinds/0/name").asText());
    }

    @Test
    void itsTableIsPricedDrawnAndPartOfThePermissions() {
        JsonNode cost = groundplan.run("cost", "harbor/dev", "--json").exits(0).json();
        assertTrue(cost.toString().contains("aws_dynamodb_table.main"), cost::toString);
        Outcome drawn = groundplan.run("graph", "harbor/dev").exits(0).prints("DynamoDB table<br><b>arrivals</b>");
        assertTrue(
                drawn.out().contains("overdue_lambda_function_function --> eu_west_1_arrivals_dynamodb_table_main"),
                drawn::toString);
        Outcome needed = groundplan.run("permissions", "harbor/dev", "--as", "apply", "--json");
        assertTrue(needed.out().contains("dynamodb:CreateTable"), needed::toString);
    }

    @TestFactory
    Stream<DynamicTest> itsOwnTestsOfItsKindPass() throws Exception {
        List<String> path = Extension.classPath(harbor.root(), harbor.home(), folder);
        Path classes = Files.createDirectories(folder.resolve("test-classes"));
        Path source = harbor.root().resolve("test/harbor/table/TableUnitTest.java");
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-classpath",
                        String.join(java.io.File.pathSeparator, path),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertEquals(0, exit, "the tests compile");
        Class<?> type = loader(classes, Path.of(path.get(0))).loadClass("harbor.table.TableUnitTest");
        List<DynamicTest> tests = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Test.class)) {
                method.setAccessible(true);
                var constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                Object test = constructor.newInstance();
                tests.add(DynamicTest.dynamicTest(method.getName(), () -> run(method, test)));
            }
        }
        assertEquals(3, tests.size());
        return tests.stream();
    }

    private static ClassLoader loader(Path... folders) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path one : folders) {
            urls.add(one.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), HarborTest.class.getClassLoader());
    }

    private static void run(Method method, Object test) throws Throwable {
        try {
            method.invoke(test);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
