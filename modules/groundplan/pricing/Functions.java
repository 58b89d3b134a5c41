package groundplan.pricing;

/** Lambda. */
final class Functions {
  private static final double THOUSANDS_OF_A_MILLION = 1000;
  private static final double MILLISECONDS = 1000;
  private static final double MIB = 1024;
  private static final double LEAST_MEMORY_MIB = 128;

  private Functions() {}

  static Tariff tariff() {
    return new Tariff()
        .metered("aws_lambda_function", Functions::function)
        .free("aws_lambda_alias", "aws_lambda_code_signing_config", "aws_lambda_event_source_mapping",
            "aws_lambda_function_event_invoke_config", "aws_lambda_invocation", "aws_lambda_layer_version",
            "aws_lambda_permission");
  }

  private static void function(Subject function, Usage usage, Bill bill) {
    double thousands = usage.compute().functionInvocationsThousands();
    double seconds = thousands * THOUSANDS_OF_A_MILLION * usage.compute().functionDurationMilliseconds() / MILLISECONDS;
    boolean arm = function.text("architectures.0").filter("arm64"::equals).isPresent();
    bill.add("requests", "lambda.requests_million", thousands / THOUSANDS_OF_A_MILLION);
    bill.add("duration", arm ? "lambda.arm_gb_second" : "lambda.gb_second",
        function.number("memory_size", LEAST_MEMORY_MIB) / MIB * seconds);
  }
}
