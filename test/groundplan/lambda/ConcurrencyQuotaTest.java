package groundplan.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.testing.Synthesized;
import org.junit.jupiter.api.Test;

class ConcurrencyQuotaTest {
    private static final String FUNCTIONS =
            """
      kms:
      secrets:
        secrets:
          session: {description: signs sessions, generated: {}, rotation: {}}
      more:
        kind: secrets
        reserved_concurrent_executions: 30
        secrets:
          token: {description: signs tokens, generated: {}, rotation: {}}
      """;
    private static final String RESERVED = "reserved_concurrent_executions";
    private static final String FUNCTION = "aws_lambda_function.rotation";

    @Test
    void aNewAccountReservesNothingSinceAwsWouldRefuseIt() {
        Synthesized small = Synthesized.of("quotas: {lambda-concurrent-executions: 10}\n", FUNCTIONS);
        for (String unit : new String[] {"secrets", "more"}) {
            assertEquals(-1, small.unit(unit).attribute(FUNCTION, RESERVED).asInt(), unit);
        }
        Synthesized usual = Synthesized.of(FUNCTIONS);
        assertEquals(2, usual.unit("secrets").attribute(FUNCTION, RESERVED).asInt());
        assertEquals(30, usual.unit("more").attribute(FUNCTION, RESERVED).asInt());
    }
}
