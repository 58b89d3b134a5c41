package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Rows 30 to 43: where databases stand, who signs in, what they tell, and how they are kept current. */
final class DatabaseCareRules {
  private static final Set<String> LOGS = Set.of("postgresql", "upgrade");
  private static final List<String> LOGGED =
      List.of("log_statement", "log_min_duration_statement", "log_connections", "log_disconnections");
  private static final int SECONDS = 60;
  private static final int DAYS_OF_INSIGHTS = 7;

  private DatabaseCareRules() {}

  static final List<Rule> ALL = List.of(
      Rule.everywhere(30, "databases have no public address", inspection -> inspection.each("aws_db_instance", database -> {
        inspection.require(database.isFalse("publicly_accessible"), database, "has no publicly_accessible = false");
        // A replica stands where its source does.
        inspection.require(database.body().has("replicate_source_db") || inspection.others("aws_db_subnet_group")
            .filter(group -> group.isNamedBy(database.text("db_subnet_group_name")))
            .anyMatch(group -> !group.at("subnet_ids").toString().contains("public")), database,
            "has no subnets away from the public ones");
      })),
      Rule.inProd(34, "a vault has copies of databases and file systems, under our own key", DatabaseCareRules::copies),
      Rule.everywhere(35, "snapshots have the tags of their database", inspection ->
          inspection.each("aws_db_instance", database -> inspection.require(
              database.isTrue("copy_tags_to_snapshot"), database, "has copy_tags_to_snapshot off"))),
      Rule.everywhere(36, "people and programs sign in to databases through IAM", inspection ->
          inspection.each("aws_db_instance", database -> inspection.require(
              database.isTrue("iam_database_authentication_enabled"), database,
              "has iam_database_authentication_enabled off"))),
      Rule.everywhere(39, "databases hand over their logs", inspection ->
          inspection.each("aws_db_instance", database -> inspection.require(
              texts(database, "enabled_cloudwatch_logs_exports").containsAll(LOGS), database,
              "hands over " + database.at("enabled_cloudwatch_logs_exports") + " only"))),
      Rule.everywhere(40, "databases log changes, slow statements and who comes", inspection ->
          inspection.each("aws_db_parameter_group", group -> LOGGED.forEach(parameter -> inspection.require(
              group.blocks("parameter").stream().anyMatch(one -> one.path("name").asText().equals(parameter)
                  && !Set.of("0", "-1", "off", "none").contains(one.path("value").asText())), group,
              "has " + parameter + " off")))),
      Rule.inProd(41, "databases are measured each minute", inspection ->
          inspection.each("aws_db_instance", database -> inspection.require(
              database.at("monitoring_interval").asInt() == SECONDS && !database.text("monitoring_role_arn").isEmpty(),
              database, "has monitoring_interval " + database.text("monitoring_interval")))),
      Rule.everywhere(42, "databases tell what they spend their time on, under our own key", inspection ->
          inspection.each("aws_db_instance", database -> inspection.require(database.isTrue("performance_insights_enabled")
              && !database.text("performance_insights_kms_key_id").isEmpty()
              && database.at("performance_insights_retention_period").asInt() == DAYS_OF_INSIGHTS, database,
              "has no Performance Insights of 7 days with a customer key"))),
      Rule.everywhere(43, "databases are kept current", inspection -> inspection.each("aws_db_instance", database -> {
        inspection.require(database.isTrue("auto_minor_version_upgrade"), database, "has auto_minor_version_upgrade off");
        inspection.require(database.text("ca_cert_identifier").equals("rds-ca-rsa2048-g1"), database,
            "has ca_cert_identifier '" + database.text("ca_cert_identifier") + "'");
      })));

  private static void copies(Inspection inspection) {
    inspection.each(resource -> Set.of("aws_db_instance", "aws_efs_file_system").contains(resource.type()), kept ->
        inspection.require(kept.body().has("replicate_source_db") || inspection.others("aws_backup_selection").anyMatch(
            selection -> selection.blocks("resources").stream().anyMatch(arn -> kept.isNamedBy(arn.asText()))
                && inspection.others("aws_backup_plan").anyMatch(plan -> plan.isNamedBy(selection.text("plan_id")))), kept,
            "is in no backup plan"));
    inspection.each("aws_backup_vault", vault -> inspection.require(!vault.text("kms_key_arn").isEmpty(), vault,
        "has no kms_key_arn"));
  }

  private static List<String> texts(Resource resource, String path) {
    return resource.blocks(path).stream().map(JsonNode::asText).toList();
  }
}
