package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import groundplan.terraform.Engine;
import groundplan.terraform.ProcessRunner;
import groundplan.terraform.ProviderMirror;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole plan is made with the versions of providers that lock files select, as applies of the units are. */
@Tag("nightly")
class LockedProvidersPlanTest {
    private static final String NOTE = "and the whole plan is made with";

    private static final String MODULE =
            """
            terraform {
              backend "local" {}
              required_providers {
                aws = {
                  source  = "hashicorp/aws"
                  version = ">= 1.0"
                }
              }
            }
            provider "aws" {
              region                      = "eu-west-1"
              access_key                  = "test"
              secret_key                  = "test"
              skip_credentials_validation = true
              skip_requesting_account_id  = true
              skip_metadata_api_check     = true
            }
            resource "aws_iam_user" "of" {
              name = basename(path.module)
            }
            """;

    @TempDir
    Path folder;

    private TempProject project;

    @Test
    void whatLockFilesSelectIsUsedAndWhatTheyDoNotIsTold() throws Exception {
        project = new TempProject(Files.createDirectories(folder.resolve("repository")))
                .with("infra/app/main.tf", MODULE)
                .with("infra/data/main.tf", MODULE)
                .with("infra/app/.terraform.lock.hcl", lock("1.9.0"))
                .with("infra/data/.terraform.lock.hcl", lock("1.9.0"));
        Map<String, String> variables = new TreeMap<>(TreeFiles.variables());
        variables.put(
                ProviderMirror.VARIABLE, mirror("1.9.0", "1.10.0", "2.0.0").toString());

        Outcome same = plan(variables);
        assertFalse((same.out() + same.err()).contains(NOTE), same::toString);

        project.with("infra/data/.terraform.lock.hcl", lock("1.10.0"));
        plan(variables).prints("repository/infra/app locks hashicorp/aws 1.9.0, " + NOTE + " 1.10.0");

        project.with("infra/data/.terraform.lock.hcl", lock("1.11.0"));
        plan(variables)
                .prints("repository/infra/app locks hashicorp/aws 1.9.0, " + NOTE + " 2.0.0")
                .prints("repository/infra/data locks hashicorp/aws 1.11.0, " + NOTE + " 2.0.0");
    }

    private Outcome plan(Map<String, String> variables) {
        return project.run(variables, false, "plan", "--tree", "infra")
                .exits(0)
                .prints("Plan: 2 to add, 0 to change, 0 to destroy.");
    }

    private static String lock(String version) {
        return "provider \"%s\" {\n  version = \"%s\"\n}\n"
                .formatted(Engine.of(System.getenv()).address("hashicorp/aws"), version);
    }

    /** A mirror with the installed release of the provider under these versions. */
    private Path mirror(String... versions) throws Exception {
        Path work = Files.createDirectories(folder.resolve("init"));
        Files.writeString(work.resolve("main.tf"), MODULE);
        ProcessRunner.Result init = new ProcessRunner(
                        List.of(TreeFiles.terraform().toString(), "init", "-backend=false"),
                        work,
                        TreeFiles.variables())
                .quietly();
        assertEquals(0, init.exit(), init::output);
        Path installed = work.resolve(".terraform/providers")
                .resolve(Engine.of(System.getenv()).address("hashicorp/aws"));
        Path platform;
        try (Stream<Path> found = Files.walk(installed, 2)) {
            platform = found.filter(path -> installed.relativize(path).getNameCount() == 2 && Files.isDirectory(path))
                    .findFirst()
                    .orElseThrow();
        }
        Path mirror = folder.resolve("mirror");
        for (String version : versions) {
            Path to = mirror.resolve(Engine.of(System.getenv()).address("hashicorp/aws"))
                    .resolve(version)
                    .resolve(platform.getFileName());
            Files.createDirectories(to.getParent());
            Files.createSymbolicLink(to, platform.toRealPath());
        }
        return mirror;
    }
}
