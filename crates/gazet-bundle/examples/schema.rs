//! Prints the JSON Schema of the bundle, or with `--check FILE` fails when the
//! file says anything else.

use std::process::ExitCode;

fn main() -> ExitCode {
    let schema = match gazet_bundle::schema() {
        Ok(schema) => schema,
        Err(error) => {
            eprintln!("the schema cannot be written: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (Some("--check"), Some(file)) => match std::fs::read_to_string(&file) {
            Ok(text) if text == schema => ExitCode::SUCCESS,
            Ok(_) => {
                eprintln!("{file} differs from the types; write it anew with: cargo xtask schema");
                ExitCode::FAILURE
            }
            Err(error) => {
                eprintln!("{file}: {error}");
                ExitCode::FAILURE
            }
        },
        _ => {
            print!("{schema}");
            ExitCode::SUCCESS
        }
    }
}
