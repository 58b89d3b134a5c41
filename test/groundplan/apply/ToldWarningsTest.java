package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.terraform.Diagnostic;
import groundplan.terraform.TerraformOutput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an apply of many units tells of what Terraform warns of. */
class ToldWarningsTest {
    /** As Terraform 1.11.4 prints it when it applies a saved plan whose states are locked in DynamoDB. */
    private static final String BACKEND =
            """
      {"@level":"warn","@message":"Warning: Deprecated Parameter","@module":"terraform.ui",\
      "@timestamp":"2026-11-29T10:19:21.944056Z","diagnostic":{"severity":"warning","summary":"Deprecated Parameter","detail":\
      "The parameter \\"dynamodb_table\\" is deprecated. Use parameter \\"use_lockfile\\" instead."},"type":"diagnostic"}
      """;

    private static final String RESOURCE =
            """
      {"@level":"warn","type":"diagnostic","diagnostic":{"severity":"warning","summary":"Argument is deprecated",\
      "detail":"Use another one.","address":"aws_x.main"}}
      """;

    @Test
    void whatAllUnitsHaveInCommonIsToldOnce() {
        List<String> told = new ArrayList<>();
        ToldWarnings warnings =
                new ToldWarnings(line -> told.add(line.lines().findFirst().orElseThrow()));
        List<Diagnostic> both = TerraformOutput.parse(BACKEND + RESOURCE).warnings();
        warnings.tell("network", both, text -> text);
        warnings.tell("rds", both, text -> text);
        assertEquals(
                List.of(
                        "network: Warning: Deprecated Parameter",
                        "network: Warning: Argument is deprecated",
                        "rds: Warning: Argument is deprecated"),
                told);
    }
}
