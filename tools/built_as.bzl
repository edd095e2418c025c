"""One program in a configuration of its own, whatever the rest of the build is."""

def _to_configuration(settings, attr):
    # Sanitizers and coverage are for what the command line asks for.
    platforms = settings["//command_line_option:platforms"]
    return {
        "//command_line_option:collect_code_coverage": False,
        "//command_line_option:compilation_mode": attr.mode,
        "//command_line_option:copt": [],
        "//command_line_option:linkopt": [],
        "//command_line_option:platforms": [attr.platform] if attr.platform else platforms,
    }

_configuration = transition(
    implementation = _to_configuration,
    inputs = ["//command_line_option:platforms"],
    outputs = [
        "//command_line_option:collect_code_coverage",
        "//command_line_option:compilation_mode",
        "//command_line_option:copt",
        "//command_line_option:linkopt",
        "//command_line_option:platforms",
    ],
)

def _built_as_impl(ctx):
    # An attribute under a Starlark transition is a list.
    program = ctx.attr.binary[0][DefaultInfo].files_to_run.executable
    file = ctx.actions.declare_file(ctx.attr.output)
    ctx.actions.symlink(output = file, target_file = program, is_executable = True)
    return [DefaultInfo(
        executable = file,
        files = depset([file]),
        runfiles = ctx.runfiles(files = [file]),
    )]

built_as = rule(
    doc = "Builds the cc_binary `binary`; the file is called `output`.",
    implementation = _built_as_impl,
    executable = True,
    attrs = {
        "binary": attr.label(mandatory = True, cfg = _configuration, executable = True),
        "mode": attr.string(mandatory = True, values = ["fastbuild", "opt"]),
        "output": attr.string(mandatory = True),
        "platform": attr.string(doc = "Default: that of the rest."),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)
