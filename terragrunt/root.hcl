# What every unit of the live tree has in common. Written by hand; everything else below this folder is generated.

locals {
  account     = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  environment = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region      = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals

  # <environment>/<region>/<unit>: the folder is the key of the state, nobody types one.
  state_folder = trimprefix(path_relative_to_include(), "${local.environment.system}/")

  # The emulator switch: AWS_ENDPOINT_URL names an emulator, LOCALSTACK=true means the one at LocalStack's port. An IP
  # address, because with a name the SDKs put the bucket in front of it.
  emulator_url = get_env("AWS_ENDPOINT_URL", get_env("LOCALSTACK", "") == "true" ? "http://127.0.0.1:4566" : "")
  emulator     = local.emulator_url != ""

  # On an emulator an access key of twelve digits names an account; whoever has another key is taken for somebody of the
  # environment's own. Emulators that do not look at the key answer with one of the two others.
  caller   = get_env("AWS_ACCESS_KEY_ID", "")
  played   = length(regexall("^[0-9]{12}$", local.caller)) > 0 ? local.caller : local.account.account_id
  accounts = local.emulator ? distinct([local.account.account_id, "123456789012", "000000000000"]) : [local.account.account_id]

  # Where the account has roles to work with: the one that reads, unless something is to be changed. GROUNDPLAN_ROLE chooses
  # for whoever knows better, such as `plan -out` for a later `apply`: plan, apply, or caller for none of the two.
  changing = ["apply", "destroy", "force-unlock", "import", "refresh", "state", "taint", "untaint"]
  role = get_env("GROUNDPLAN_ROLE",
  local.emulator ? "caller" : contains(local.changing, get_terraform_command()) ? "apply" : "plan")
  role_arn = lookup({
    plan  = try(local.account.plan_role_arn, null)
    apply = try(local.account.apply_role_arn, null)
  }, local.role, null)

  unit      = jsondecode(file("${get_terragrunt_dir()}/main.tf.json"))
  providers = try(local.unit.provider.aws, [])
  protected = {
    for type, resources in try(local.unit.resource, {}) : type => {
      for name, resource in resources : name => { lifecycle = { prevent_destroy = false } }
      if try(resource.lifecycle.prevent_destroy, false)
    }
  }
}

# A working copy belongs to the backend it was initialised with: AWS and each emulator have their own, and so has each role
# and whoever an emulator plays.
download_dir = join("", [
  "${get_terragrunt_dir()}/.terragrunt-cache/",
  local.emulator ? replace(local.emulator_url, "/[^0-9A-Za-z]+/", "-") : "aws",
  local.emulator && local.played != local.account.account_id ? "-${local.played}" : "",
  local.role_arn == null ? "" : "-${local.role}",
])

remote_state {
  backend = "s3"

  generate = {
    path      = "backend.tf"
    if_exists = "overwrite_terragrunt"
  }

  config = { for name, value in {
    bucket         = local.environment.state_bucket
    key            = "${local.state_folder}/terraform.tfstate"
    region         = local.environment.state_region
    encrypt        = true
    kms_key_id     = local.environment.state_kms_key_id
    dynamodb_table = local.environment.lock_table
    use_lockfile   = local.environment.use_lockfile ? true : null

    # Credentials of another account are refused before anything is read.
    allowed_account_ids = local.accounts
    assume_role = local.role_arn == null ? null : { for name, value in {
      role_arn     = local.role_arn
      session_name = "groundplan"
      external_id  = try(local.account.external_id, null)
    } : name => value if value != null }

    # On the emulator: moto enforces the bucket policy that Terragrunt would add, over http, against everyone.
    access_key                  = local.emulator ? local.played : null
    secret_key                  = local.emulator ? "emulator" : null
    endpoints                   = local.emulator ? { s3 = local.emulator_url, dynamodb = local.emulator_url, sts = local.emulator_url, iam = local.emulator_url } : null
    use_path_style              = local.emulator ? true : null
    skip_credentials_validation = local.emulator ? true : null
    skip_metadata_api_check     = local.emulator ? true : null
    skip_bucket_enforced_tls    = local.emulator ? true : null
    skip_bucket_root_access     = local.emulator ? true : null
  } : name => value if value != null }
}

terraform {
  source = "."

  # Lock files would name the hashes of one platform; the provider's version is exact in main.tf.json. See docs/design.md.
  copy_terraform_lock_file = false

  # An emulator forgets: there, what keeps the states is made on the way. Where it is there already, this changes nothing.
  before_hook "bucket" {
    commands = ["init"]
    if       = local.emulator
    execute = ["curl", "-sS", "-o", "/dev/null", "-X", "PUT",
      "-H", "Authorization: AWS4-HMAC-SHA256 Credential=${local.played}/20200101/${local.environment.state_region}/s3/aws4_request, SignedHeaders=host, Signature=none",
    "${local.emulator_url}/${local.environment.state_bucket}"]
  }

  before_hook "locks" {
    commands = ["init"]
    if       = local.emulator && local.environment.lock_table != null
    execute = ["curl", "-sS", "-o", "/dev/null",
      "-H", "Authorization: AWS4-HMAC-SHA256 Credential=${local.played}/20200101/${local.environment.state_region}/dynamodb/aws4_request, SignedHeaders=host, Signature=none",
      "-H", "Content-Type: application/x-amz-json-1.0", "-H", "X-Amz-Target: DynamoDB_20120810.CreateTable",
      "-d", jsonencode({
        TableName            = local.environment.lock_table == null ? "" : local.environment.lock_table
        BillingMode          = "PAY_PER_REQUEST"
        AttributeDefinitions = [{ AttributeName = "LockID", AttributeType = "S" }]
        KeySchema            = [{ AttributeName = "LockID", KeyType = "HASH" }]
      }),
    local.emulator_url]
  }

  extra_arguments "surroundings" {
    commands = get_terraform_commands_that_need_vars()
    env_vars = merge({ TF_VAR_role = local.role }, local.emulator ? {
      AWS_ENDPOINT_URL          = local.emulator_url
      AWS_EC2_METADATA_DISABLED = "true"
    } : {})
  }
}

# On the emulator the provider plays the environment's account (an access key of twelve digits names one), gives up soon
# where an emulator answers "not implemented", and may destroy what is protected.
generate "emulator" {
  path              = "emulator_override.tf.json"
  if_exists         = "overwrite"
  disable_signature = true
  disable           = !local.emulator
  if_disabled       = "remove"
  contents = jsonencode({ for block, content in {
    provider = {
      aws = [for provider in local.providers : merge(
        try({ alias = provider.alias }, {}),
        {
          access_key                  = local.played
          secret_key                  = "emulator"
          allowed_account_ids         = local.accounts
          max_retries                 = 5
          s3_use_path_style           = true
          skip_credentials_validation = true
          skip_metadata_api_check     = true

          # What has the account in front of its host name, such as S3's access block of an account, is found this way.
          http_proxy  = local.emulator_url
          https_proxy = local.emulator_url
        }
      )]
    }
    resource = { for type, resources in local.protected : type => resources if length(resources) > 0 }
  } : block => content if length(content) > 0 })
}
