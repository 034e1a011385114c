using CodeAssist.Processes.Children;

namespace CodeAssist.Processes.Tests.Children;

public sealed class ChildEnvironmentTests
{
    [Theory]
    [InlineData("LD_PRELOAD")]
    [InlineData("LD_LIBRARY_PATH")]
    [InlineData("DYLD_INSERT_LIBRARIES")]
    [InlineData("GGML_VK_VISIBLE_DEVICES")]
    [InlineData("GGML_BACKEND_PATH")]
    [InlineData("LLAMA_ARG_RPC")]
    [InlineData("VK_ICD_FILENAMES")]
    [InlineData("VK_LAYER_PATH")]
    [InlineData("VK_INSTANCE_LAYERS")]
    [InlineData("DOTNET_STARTUP_HOOKS")]
    [InlineData("DOTNET_ADDITIONAL_DEPS")]
    [InlineData("CORECLR_ENABLE_PROFILING")]
    [InlineData("HTTP_PROXY")]
    [InlineData("ANTHROPIC_BASE_URL")]
    [InlineData("OPENAI_BASE_URL")]
    [InlineData("GITHUB_TOKEN")]
    public void Nothing_that_steers_a_program_or_is_a_secret_passes(string name)
    {
        string? Variable(string asked) => string.Equals(asked, name, StringComparison.Ordinal) ? "planted" : null;

        Assert.DoesNotContain(ChildEnvironment.ForBroker(Variable).Values, value => value is "planted");
        Assert.DoesNotContain(ChildEnvironment.ForEgress(Variable, []).Values, value => value is "planted");
        Assert.DoesNotContain(ChildEnvironment.ForModelHost(Variable, "/c", SoftwareVulkan.Allowed).Values, value => value is "planted");
    }

    [Theory]
    [InlineData("OPENAI_API_KEY")]
    [InlineData("ANTHROPIC_API_KEY")]
    [InlineData("CODEASSIST_PRIVATE_KEY")]
    [InlineData("CODEASSIST_LOOPBACK_KEY")]
    public void A_providers_key_passes_to_egress_and_to_nothing_that_sees_code(string name)
    {
        string? Variable(string asked) => string.Equals(asked, name, StringComparison.Ordinal) ? "planted" : null;

        Assert.Equal("planted", ChildEnvironment.ForBroker(Variable)[name]);
        Assert.Equal("planted", ChildEnvironment.ForEgress(Variable, [])[name]);
        Assert.DoesNotContain(ChildEnvironment.ForHubs(Variable).Values, value => value is "planted");
        Assert.DoesNotContain(ChildEnvironment.ForModelHost(Variable, "/c", SoftwareVulkan.Allowed).Values, value => value is "planted");
    }

    [Theory]
    [InlineData("HOME")]
    [InlineData("XDG_RUNTIME_DIR")]
    [InlineData("TMPDIR")]
    [InlineData("SystemRoot")]
    public void What_says_where_things_are_passes(string name) =>
        Assert.Equal("/x", ChildEnvironment.ForBroker(asked => string.Equals(asked, name, StringComparison.Ordinal) ? "/x" : null)[name]);

    [Fact]
    public void A_search_path_loses_the_entries_that_mean_the_working_directory()
    {
        var absolute = Path.GetFullPath("/usr/bin");
        var path = string.Join(Path.PathSeparator, absolute, "", ".", "bin", absolute);

        var passed = ChildEnvironment.ForBroker(name => name is "PATH" ? path : null)["PATH"];

        Assert.Equal(string.Join(Path.PathSeparator, absolute, absolute), passed);
    }

    [Fact]
    public void Vulkan_on_the_processor_is_used_only_where_it_is_allowed()
    {
        Assert.False(ChildEnvironment.ForModelHost(_ => null, "/c", SoftwareVulkan.Ignored).ContainsKey("GGML_VK_VISIBLE_DEVICES"));
        Assert.Equal("0", ChildEnvironment.ForModelHost(_ => null, "/c", SoftwareVulkan.Allowed)["GGML_VK_VISIBLE_DEVICES"]);
    }

    [Fact]
    public void The_runtime_that_runs_us_runs_the_child() =>
        Assert.True(Directory.Exists(Path.Combine(ChildEnvironment.ForBroker(_ => null)["DOTNET_ROOT"], "host", "fxr")));

    [Fact]
    public void The_users_own_runtime_is_kept() =>
        Assert.Equal("/opt/dotnet", ChildEnvironment.ForBroker(name => name is "DOTNET_ROOT" ? "/opt/dotnet" : null)["DOTNET_ROOT"]);
}
