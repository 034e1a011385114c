using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Lifecycle;

/// <summary>From the first message to the process's exit code.</summary>
public sealed class LifecycleTests : ProductTest
{
    [Theory]
    [InlineData(LanguageServer.Invoked)]
    [InlineData(LanguageServer.Automatic)]
    public async Task The_built_in_model_completes_real_code(int trigger)
    {
        var server = await StartReadyServerAsync();

        var text = await server.CompleteAsync("file:///work/Shelf.cs", CaretText.Obvious, trigger);

        Assert.Equal("ArgumentNullException(\"item\");", text);
    }
}
