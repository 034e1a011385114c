namespace CodeAssist.Context.Tests;

public sealed class LanguageIdsTests
{
    [Theory]
    [InlineData("/w/Program.cs", "csharp")]
    [InlineData("/w/PROGRAM.CS", "csharp")]
    [InlineData("/w/app.ts", "typescript")]
    [InlineData("/w/view.tsx", "typescriptreact")]
    [InlineData("/w/tool.py", "python")]
    [InlineData("/w/main.rs", "rust")]
    [InlineData("/w/Dockerfile", "dockerfile")]
    [InlineData("/w/CMakeLists.txt", "cmake")]
    [InlineData("/w/app.test.js", "javascript")]
    [InlineData("/w/notes.txt", "plaintext")]
    [InlineData("/w/.gitignore", "plaintext")]
    [InlineData("/w.cs/LICENSE", "plaintext")]
    [InlineData("", "plaintext")]
    public void By_name(string path, string expected) => Assert.Equal(expected, LanguageIds.Of(path));
}
