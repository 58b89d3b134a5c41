package groundplan.tree;

import groundplan.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms in which people write trees, one file each: the whole plan is what {@code terragrunt run --all apply} then does. */
@Tag("nightly")
class TreeFormsPlanTest {
    static final Path FORMS = Repository.root().resolve("test/groundplan/tree/forms");

    @TempDir
    Path folder;

    static List<String> forms() throws Exception {
        String only = System.getProperty("groundplan.test.forms", ".*");
        try (Stream<Path> list = Files.list(FORMS)) {
            return list.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .filter(name -> name.matches(only))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void thePlanIsWhatTheApplyDoes(String form) throws Exception {
        TreeForm.read(FORMS.resolve(form + ".txt")).run(folder);
    }
}
