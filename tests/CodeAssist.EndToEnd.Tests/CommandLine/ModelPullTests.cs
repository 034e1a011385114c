using System.Diagnostics;
using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.CommandLine;

/// <summary>Models that are found and fetched by the real programs, from a hub on this machine.</summary>
public sealed class ModelPullTests : ProductTest
{
    private const int Unavailable = 3;
    private const int Usage = 2;

    private string Target => Path.Combine(User.Data, "models", ScriptedHub.Model, "coder.gguf");

    [Fact]
    public async Task Where_nothing_may_leave_nothing_is_asked_for_and_the_users_own_list_is_searched_all_the_same()
    {
        await using var hub = ScriptedHub.For(User);

        var pulled = await RunAsync("models", "pull", ScriptedHub.Model);
        var searched = (await RunAsync("models", "search", "house", "--json")).ToJson();

        Assert.Equal(Unavailable, pulled.ExitCode);
        Assert.Contains("You have not allowed anything to leave this machine.", pulled.Error, StringComparison.Ordinal);
        Assert.Equal(ScriptedHub.Model, (string?)Assert.Single(searched["catalogue"]!.AsArray())!["id"]);
        Assert.Null(searched["hub"]);
        Assert.Contains("The hub was not asked: nothing may leave this machine.", (string?)searched["hubProblem"], StringComparison.Ordinal);
        Assert.Empty(hub.Requests);
    }

    [Fact]
    public async Task A_model_is_found_in_the_hub_and_pulled_from_the_address_that_is_shown()
    {
        await using var hub = ScriptedHub.For(User);
        await AllowAsync();

        var found = Assert.Single((await RunAsync("models", "search", "coder", "--json")).ToJson()["hub"]!.AsArray())!;
        var address = (string)Assert.Single(found["files"]!.AsArray())!;
        var unread = await RunAsync("models", "pull", address);
        var pulled = await RunAsync("models", "pull", address, "--accept-licence");

        Assert.Equal($"{hub.Address}/hub/house/coder/resolve/main/coder.gguf", address);
        Assert.Equal(Usage, unread.ExitCode);
        Assert.Contains("nobody has read whether it does", unread.Error, StringComparison.Ordinal);
        Assert.Equal(0, pulled.ExitCode);
        Assert.Contains("coder is here. SHA-256 ", pulled.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_in_several_files_is_pulled_checked_and_used_as_one()
    {
        await using var hub = ScriptedHub.For(User);
        await AllowAsync();

        var pulled = await RunAsync("models", "pull", hub.Divide(User.Data), "--accept-licence");
        var used = await RunAsync("models", "use", "divided-00001-of-00002");
        var loaded = (await RunAsync("doctor", "--json")).ToJson()["model"]!;

        Assert.Equal((0, 0), (pulled.ExitCode, used.ExitCode));
        Assert.Contains("/by-address/", (string?)loaded["modelId"], StringComparison.Ordinal);
        Assert.InRange((long)loaded["fileBytes"]!, hub.Bytes / 2, hub.Bytes);
    }

    [Fact]
    public async Task A_download_that_is_killed_is_no_model_and_goes_on_where_it_was()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Kills as Linux does.");
        await using var hub = ScriptedHub.For(User);
        await AllowAsync();
        hub.HoldAt(6 << 20);
        using var command = Process.Start(ProductPrograms.Start(User, ["models", "pull", ScriptedHub.Model]))!;
        await Eventually.TrueAsync(() => NotedBytes() >= 4 << 20);

        Signals.Kill(command.Id);
        await command.WaitForExitAsync(TestContext.Current.CancellationToken);
        hub.Release();
        var used = await RunAsync("models", "use", ScriptedHub.Model);
        var pulled = await RunAsync("models", "pull", ScriptedHub.Model);

        used.IsRefused(Usage, $"There is no model {ScriptedHub.Model} on this machine.");
        Assert.Equal(0, pulled.ExitCode);
        Assert.InRange(hub.Ranges[^1], 4 << 20, 6 << 20);
        Assert.Equal(await File.ReadAllBytesAsync(ProductPrograms.BuiltInModel, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
        Assert.Equal([Target], Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    [Fact(Explicit = true)]
    public async Task However_often_a_download_is_killed_it_ends_as_the_file_that_was_promised()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Kills as Linux does.");
        const int Kills = 12;
        await using var hub = ScriptedHub.For(User);
        await AllowAsync();
        for (var kill = 1; kill <= Kills; kill++)
        {
            hub.HoldAt(hub.Bytes * kill / (Kills + 1));
            var asked = hub.Ranges.Count;
            using var command = Process.Start(ProductPrograms.Start(User, ["models", "pull", ScriptedHub.Model]))!;
            await Eventually.TrueAsync(() => hub.Ranges.Count > asked);

            // In the middle of whatever it does: connecting, writing, noting.
            await Task.Delay(TimeSpan.FromMilliseconds(20 * kill), TestContext.Current.CancellationToken);
            Signals.Kill(command.Id);
            await command.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.False(File.Exists(Target));
        }

        hub.Release();
        var pulled = await RunAsync("models", "pull", ScriptedHub.Model);

        Assert.Equal(0, pulled.ExitCode);
        Assert.Equal(await File.ReadAllBytesAsync(ProductPrograms.BuiltInModel, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
    }

    private async Task AllowAsync() => Assert.Equal(0, (await RunAsync("policy", "allow", "--folder", User.Workspace)).ExitCode);

    private long NotedBytes()
    {
        try
        {
            return (long?)JsonNode.Parse(File.ReadAllText(Target + ".partial.json"))!["Segments"]![0]!["At"] ?? 0;
        }
        catch (Exception exception) when (exception is IOException or System.Text.Json.JsonException)
        {
            return 0;
        }
    }
}
