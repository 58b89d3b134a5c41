# What every unit of the live tree has in common. Neither this file nor emulator.hcl is generated; all else in this folder is.

locals {
  account     = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  environment = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region      = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals

  # An emulator is named by AWS_ENDPOINT_URL or LOCALSTACK=true; emulator.hcl then says what is different. Against AWS that
  # file is not read, and this is an empty list. (A loop: both sides of a conditional expression are always evaluated.)
  on_emulator = get_env("AWS_ENDPOINT_URL", get_env("LOCALSTACK", "") == "true" ? "LocalStack" : "") != ""
  emulator    = [for file in local.on_emulator ? ["emulator.hcl"] : [] : read_terragrunt_config(find_in_parent_folders(file)).locals]

  # Where the account has roles to work with: the one that reads, unless something is to be changed. GROUNDPLAN_ROLE chooses
  # for whoever knows better, such as `plan -out` for a later `apply`: plan, apply, or caller for none of the two.
  changing = ["apply", "destroy", "force-unlock", "import", "refresh", "state", "taint", "untaint"]
  role     = get_env("GROUNDPLAN_ROLE", local.on_emulator ? "caller" : contains(local.changing, get_terraform_command()) ? "apply" : "plan")
  role_arn = lookup({
    plan  = try(local.account.plan_role_arn, null)
    apply = try(local.account.apply_role_arn, null)
  }, local.role, null)

  # terraform or tofu, where somebody says so; else Terragrunt takes OpenTofu if it is on the PATH.
  engine = get_env("GROUNDPLAN_ENGINE", try(local.environment.engine, ""))

  # The account's profile, where GROUNDPLAN_PROFILES has one: <account>=<profile>, separated by commas. It replaces all other
  # credentials; to the tools an empty variable is none.
  profile  = local.on_emulator ? null : try(regex("(?:^|,)${local.account.account_id}=([^,]+)", get_env("GROUNDPLAN_PROFILES", ""))[0], null)
  others   = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_WEB_IDENTITY_TOKEN_FILE"]
  identity = { for name in concat(["AWS_PROFILE"], local.others) : name => name == "AWS_PROFILE" ? local.profile : "" if local.profile != null }
}

terraform_binary = local.engine

# A working copy belongs to the backend it was initialised with, to the role, to the profile, and to the engine.
download_dir = join("-", concat(
  ["${get_terragrunt_dir()}/.terragrunt-cache/${concat(local.emulator[*].name, ["aws"])[0]}"],
  local.role_arn == null ? [] : [local.role],
  local.profile == null ? [] : [replace(local.profile, "/[^0-9A-Za-z]+/", "-")],
  local.engine == "tofu" ? [local.engine] : [],
))

# The key of the state is the unit's folder, <environment>/<region>/<unit>: nobody types one.
remote_state {
  backend  = "s3"
  generate = { path = "backend.tf", if_exists = "overwrite_terragrunt" }
  config = { for name, value in merge({
    bucket              = local.environment.state_bucket
    key                 = "${trimprefix(path_relative_to_include(), "${local.environment.system}/")}/terraform.tfstate"
    region              = local.environment.state_region
    encrypt             = true
    kms_key_id          = local.environment.state_kms_key_id
    dynamodb_table      = local.environment.lock_table
    use_lockfile        = local.environment.use_lockfile ? true : null
    allowed_account_ids = [local.account.account_id] # Credentials of another account are refused before anything is read.
    profile             = local.profile
    assume_role = local.role_arn == null ? null : { for name, value in {
      role_arn     = local.role_arn
      session_name = "groundplan"
      external_id  = try(local.account.external_id, null)
    } : name => value if value != null }
  }, local.emulator[*].backend...) : name => value if value != null }
}

terraform {
  source = "."

  # Lock files would name the hashes of one platform; the provider's version is exact in main.tf.json. See docs/design.md.
  copy_terraform_lock_file = false

  extra_arguments "variables" {
    commands = get_terraform_commands_that_need_vars()
    env_vars = merge({ TF_VAR_role = local.role }, local.identity, local.emulator[*].variables...)
  }

  before_hook "emulator" {
    if       = local.on_emulator
    commands = ["init"]
    execute  = coalescelist(flatten(local.emulator[*].before_init), ["true"])
  }
}

# Nothing against AWS: the provider is in the unit's own main.tf.json.
generate = merge(local.emulator[*].generate...)
