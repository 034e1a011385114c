using System.Diagnostics;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.CommandLine;

/// <summary>Ctrl-C.</summary>
public sealed class InterruptTests : ProductTest
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task An_interrupted_command_ends_soon_with_code_130_and_without_a_stack_trace()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Holds processes still as Linux does.");

        // A host that is held still keeps the command waiting for as long as it takes.
        var server = await StartReadyServerAsync();
        var host = await server.HostIdAsync();
        Signals.Stop(host);
        var file = User.WriteFile("Shelf.cs", CaretText.Obvious.Text);
        using var command = Process.Start(ProductPrograms.Start(User, ["complete", CaretText.Obvious.Place(file)]))!;
        await CodeAssist.TestSupport.Eventually.TrueAsync(() => ProcessTable.Naming(User.Folder).Count > 3);

        Signals.Interrupt(command.Id);
        using var limit = new CancellationTokenSource(_limit);
        await command.WaitForExitAsync(limit.Token);
        Signals.Continue(host);

        Assert.Equal(130, command.ExitCode);
        Assert.Equal("", await command.StandardOutput.ReadToEndAsync(limit.Token));
        Assert.DoesNotContain("   at ", await command.StandardError.ReadToEndAsync(limit.Token), StringComparison.Ordinal);
    }
}
