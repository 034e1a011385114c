using System.Diagnostics;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Support;

/// <summary>The executables that <c>npm test</c> has built.</summary>
internal static class ProductPrograms
{
    public static string Server { get; } = Executable("codeassist");

    public static string Host { get; } = Executable("codeassist-host");

    public static string BuiltInModel { get; } = Path.Combine(RepositoryRoot.Product, "models", "codeassist-builtin.q8_0.gguf");

    /// <summary>How <c>codeassist</c> is started for a user: streams in our hands, and the working directory of their workspace.</summary>
    public static ProcessStartInfo Start(UserHome user, IEnumerable<string> arguments) => Start(Server, user, arguments);

    public static ProcessStartInfo Start(string program, UserHome user, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = user.Workspace,
        };
        user.Prepare(start.Environment);
        return start;
    }

    private static string Executable(string name)
    {
        var path = Path.Combine(RepositoryRoot.Product, OperatingSystem.IsWindows() ? name + ".exe" : name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"The product is not built: {path} is missing. Run `node tools/build.mjs`.");
    }
}
