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

  unit      = jsondecode(file("${get_terragrunt_dir()}/main.tf.json"))
  providers = try(local.unit.provider.aws, [])
  protected = {
    for type, resources in try(local.unit.resource, {}) : type => {
      for name, resource in resources : name => { lifecycle = { prevent_destroy = false } }
      if try(resource.lifecycle.prevent_destroy, false)
    }
  }
}

# A working copy belongs to the backend it was initialised with: AWS and each emulator have their own.
download_dir = "${get_terragrunt_dir()}/.terragrunt-cache/${local.emulator ? replace(local.emulator_url, "/[^0-9A-Za-z]+/", "-") : "aws"}"

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

    # On the emulator: moto enforces the bucket policy that Terragrunt would add, over http, against everyone.
    access_key                  = local.emulator ? local.account.account_id : null
    secret_key                  = local.emulator ? "emulator" : null
    endpoints                   = local.emulator ? { s3 = local.emulator_url, dynamodb = local.emulator_url, sts = local.emulator_url, iam = local.emulator_url } : null
    use_path_style              = local.emulator ? true : null
    skip_credentials_validation = local.emulator ? true : null
    skip_metadata_api_check     = local.emulator ? true : null
    skip_requesting_account_id  = local.emulator ? true : null
    skip_bucket_enforced_tls    = local.emulator ? true : null
    skip_bucket_root_access     = local.emulator ? true : null
  } : name => value if value != null }
}

terraform {
  source = "."

  # Lock files would name the hashes of one platform; the provider's version is exact in main.tf.json. See docs/design.md.
  copy_terraform_lock_file = false

  extra_arguments "emulator" {
    commands = local.emulator ? get_terraform_commands_that_need_vars() : []
    env_vars = local.emulator ? {
      AWS_ENDPOINT_URL          = local.emulator_url
      AWS_EC2_METADATA_DISABLED = "true"
    } : {}
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
          access_key                  = local.account.account_id
          secret_key                  = "emulator"
          allowed_account_ids         = distinct([local.account.account_id, "123456789012", "000000000000"])
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
