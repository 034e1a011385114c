using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Core.Text;
using CodeAssist.TestSupport;

namespace CodeAssist.Context.Tests.CSharp.Analyzers;

/// <summary>What the compiler says of changed lines, on projects that lie on the disk as after 'dotnet restore'.</summary>
public sealed class CompilerDiagnosticsTests : IDisposable
{
    private const string Clean = "namespace A;\n\npublic class C\n{\n    public int Length(string? text)\n    {\n        return text?.Length ?? 0;\n    }\n}\n";

    private readonly RestoredFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_syntax_error_on_a_changed_line_is_told_without_any_project()
    {
        _folder.Change("a.cs", Clean, Clean.Replace("?? 0;", "?? 0", StringComparison.Ordinal));

        Assert.Equal(["a.cs(7): CS1002"], await _folder.ReviewAsync(), StringComparer.Ordinal);
    }

    [Fact]
    public async Task An_error_that_was_there_before_is_not_the_changes()
    {
        _folder.Change("a.cs", "class C { int x = ; }\n", "class C { int x = ; }\nclass D { }\n");

        Assert.Empty(await _folder.ReviewAsync());
    }

    [Fact]
    public async Task A_brace_that_is_missing_is_told_of_the_file_where_its_end_was_not_changed()
    {
        _folder.Change("a.cs", Clean, Clean.Replace("string? text)\n    {\n", "string? text)\n", StringComparison.Ordinal).Replace("return text", "{ return text", StringComparison.Ordinal).Replace("?? 0;", "?? 1;", StringComparison.Ordinal).Replace("    }\n}", "}", StringComparison.Ordinal));

        Assert.Equal(["a.cs: CS1513"], await _folder.ReviewAsync(), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("return text.Length;", "CS8602", Severity.Warning)]
    [InlineData("return text;", "CS0029", Severity.Error)]
    [InlineData("int unused = 1; return text?.Length ?? 0;", "CS0219", Severity.Warning)]
    [InlineData("return Missing(text);", "CS0103", Severity.Error)]
    [InlineData("return text!.Size;", "CS1061", Severity.Error)]
    public async Task What_the_compiler_says_of_types_is_told_where_the_project_is_restored(string statement, string rule, Severity severity)
    {
        _folder.Project("A");
        _folder.Change("A/C.cs", Clean, Clean.Replace("return text?.Length ?? 0;", statement, StringComparison.Ordinal));
        var claim = Assert.Single(await _folder.ClaimsAsync());

        Assert.Equal((rule, severity), (claim.Rule.Id, claim.Rule.Severity));
        Assert.Equal(1, claim.Confidence);
    }

    [Fact]
    public async Task A_project_that_is_not_restored_is_a_notice_and_no_gap()
    {
        _folder.Write("A/A.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        _folder.Change("A/C.cs", Clean, Clean.Replace("text?.Length ?? 0", "text", StringComparison.Ordinal));
        var answers = await _folder.AnswersAsync();

        Assert.Empty(answers.SelectMany(answer => answer.Claims));
        Assert.Empty(answers.SelectMany(answer => answer.Gaps));
        Assert.Equal(["Types were not checked in A/A.csproj, because A/A.csproj is not restored ('dotnet restore' does that)."], answers.SelectMany(answer => answer.Notices), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_package_that_is_not_there_is_a_notice()
    {
        _folder.Project("A");
        var assets = Path.Combine(_folder.Root, "A/obj/project.assets.json");
        var text = await File.ReadAllTextAsync(assets, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(assets, text.Replace("\"net10.0\":{}", "\"net10.0\":{\"Some.Package/1.2.3\":{\"type\":\"package\",\"compile\":{\"lib/net10.0/Some.Package.dll\":{}}}}", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        _folder.Change("A/C.cs", Clean, Clean.Replace("text?.Length ?? 0", "text", StringComparison.Ordinal));

        Assert.Equal(["Types were not checked in A/A.csproj, because the package Some.Package 1.2.3 is not in the package folder."], (await _folder.AnswersAsync()).SelectMany(answer => answer.Notices), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_warning_that_only_moved_is_not_told()
    {
        var before = Clean.Replace("text?.Length ?? 0", "text.Length", StringComparison.Ordinal);
        _folder.Project("A");
        _folder.Change("A/C.cs", before, before.Replace("        return text.Length;", "            return text.Length;", StringComparison.Ordinal));

        Assert.Empty(await _folder.ReviewAsync());
    }

    [Fact]
    public async Task A_file_as_it_stands_is_told_all()
    {
        _folder.Project("A");
        _folder.AsItStands("A/C.cs", Clean.Replace("text?.Length ?? 0", "text.Length", StringComparison.Ordinal));

        Assert.Equal(["A/C.cs(7): CS8602"], await _folder.ReviewAsync(), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Another_file_of_the_change_is_seen_as_it_is_now()
    {
        _folder.Project("A");
        _folder.Change("A/C.cs", Clean, Clean.Replace("text?.Length ?? 0", "D.Size", StringComparison.Ordinal));
        _folder.Change("A/D.cs", null, "namespace A;\n\npublic static class D\n{\n    public static int Size => 1;\n}\n");

        Assert.Empty(await _folder.ReviewAsync());
    }

    [Fact]
    public async Task A_project_that_is_referred_to_is_read_from_its_sources()
    {
        _folder.Project("B");
        _folder.Project("A", "<Nullable>enable</Nullable>", "B");
        _folder.Change("A/C.cs", Clean, Clean.Replace("text?.Length ?? 0", "B.D.Size + B.D.Gone", StringComparison.Ordinal));
        _folder.Change("B/D.cs", "namespace B;\n\npublic static class D\n{\n}\n", "namespace B;\n\npublic static class D\n{\n    public static int Size => 1;\n}\n");

        Assert.Equal(["A/C.cs(7): CS0117"], await _folder.ReviewAsync(), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Friends_see_what_is_internal()
    {
        _folder.Project("B");
        _folder.Write("B/B.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><InternalsVisibleTo Include=\"A\" /></ItemGroup></Project>");
        _folder.Write("B/D.cs", "namespace B;\n\ninternal static class D\n{\n    internal static int Size => 1;\n}\n");
        _folder.Project("A", "<Nullable>enable</Nullable>", "B");
        _folder.Change("A/C.cs", Clean, Clean.Replace("text?.Length ?? 0", "B.D.Size", StringComparison.Ordinal));

        Assert.Empty(await _folder.ReviewAsync());
    }

    [Theory]
    [InlineData("return Other.Size + text.Length;")]
    [InlineData("Other.NotNull(text); return text.Length;")]
    public async Task No_error_is_believed_where_the_project_did_not_compile_before_and_no_warning_beside_one(string statement)
    {
        _folder.Project("A");
        _folder.Write("A/E.cs", "namespace A;\n\npublic class E : Generated\n{\n}\n");
        _folder.Change("A/C.cs", Clean, Clean.Replace("return text?.Length ?? 0;", statement, StringComparison.Ordinal).Replace("    public int", "    public int Other(string? text) => text.Length;\n\n    public int", StringComparison.Ordinal));

        Assert.Equal(["A/C.cs(5): CS8602"], await _folder.ReviewAsync(), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("namespace A;\n\npublic partial class D\n{\n    public static partial string Name();\n}\n", "D.Name().Length")]
    [InlineData("namespace A;\n\npublic partial class D\n{\n}\n", "D.Default")]
    public async Task What_a_generator_may_add_is_not_missed(string generated, string expression)
    {
        _folder.Project("A");
        _folder.Write("A/D.cs", generated);
        _folder.Change("A/C.cs", Clean, Clean.Replace("text?.Length ?? 0", expression, StringComparison.Ordinal));

        Assert.Empty(await _folder.ReviewAsync());
    }

    [Fact]
    public async Task Types_are_not_checked_where_the_disk_has_another_text()
    {
        _folder.Project("A");
        _folder.Change("A/C.cs", Clean, Clean.Replace("text?.Length ?? 0", "text", StringComparison.Ordinal));
        _folder.Write("A/C.cs", "namespace A;\n");
        var answers = await _folder.AnswersAsync();

        Assert.Empty(answers.SelectMany(answer => answer.Claims));
        Assert.Equal(["Types were not checked in A/A.csproj, because what is reviewed is not what lies on the disk."], answers.SelectMany(answer => answer.Notices), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Global_usings_defines_and_the_language_are_the_projects()
    {
        _folder.Project("A", "<ImplicitUsings>enable</ImplicitUsings><DefineConstants>$(DefineConstants);OURS</DefineConstants><LangVersion>11</LangVersion>");
        _folder.Change("A/C.cs", "class C { }\n", "class C { List<int> x = new(); }\n#if OURS && NET8_0_OR_GREATER\nclass D { int y = File.Exists(\"a\"); }\n#endif\nclass E(int i) { int J => i; }\n");

        Assert.Equal(["A/C.cs(3): CS0029", "A/C.cs(5): CS9058"], await _folder.ReviewAsync(), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("#pragma warning disable CS8602 // Why.\n        return text.Length;\n#pragma warning restore CS8602")]
    [InlineData("return text.Length; // codeassist:ignore CS8602 why")]
    public async Task R10_a_suppressed_warning_stays_silent(string statement)
    {
        _folder.Project("A");
        _folder.Change("A/C.cs", Clean, Clean.Replace("return text?.Length ?? 0;", statement, StringComparison.Ordinal));

        Assert.Empty(await _folder.ReviewAsync());
    }

    [Fact]
    public async Task R10_a_member_whose_attribute_names_the_rule_stays_silent()
    {
        _folder.Project("A");
        _folder.Change("A/C.cs", Clean, Clean.Replace("    public int", "    [System.Diagnostics.CodeAnalysis.SuppressMessage(\"x\", \"CS8602\")]\n    public int", StringComparison.Ordinal).Replace("text?.Length ?? 0", "text.Length", StringComparison.Ordinal));

        Assert.Empty(await _folder.ReviewAsync());
    }

    [Theory]
    [InlineData("none", 0)]
    [InlineData("suggestion", 0)]
    [InlineData("error", 1)]
    public async Task R10_an_editorconfig_decides_on_the_level(string level, int findings)
    {
        _folder.Project("A");
        _folder.Write(".editorconfig", $"root = true\n\n[*.cs]\ndotnet_diagnostic.CS8602.severity = {level}\n");
        _folder.Change("A/C.cs", Clean, Clean.Replace("text?.Length ?? 0", "text.Length", StringComparison.Ordinal));
        var claims = await _folder.ClaimsAsync();

        Assert.Equal(findings, claims.Count);
        Assert.All(claims, claim => Assert.Equal(Severity.Error, claim.Rule.Severity));
    }

    [Fact]
    public async Task R10_what_the_project_does_not_want_to_hear_of_stays_silent()
    {
        _folder.Project("A", "<Nullable>enable</Nullable><NoWarn>$(NoWarn);8602</NoWarn>");
        _folder.Change("A/C.cs", Clean, Clean.Replace("text?.Length ?? 0", "text.Length", StringComparison.Ordinal));

        Assert.Empty(await _folder.ReviewAsync());
    }

    /// <summary>On a project that was built with all of its generators, of which none runs here.</summary>
    [Fact]
    public async Task Nothing_is_said_of_this_repositorys_own_code()
    {
        var folder = Path.Combine(RepositoryRoot.Path, "server", "CodeAssist.Context", "Sarif");
        var files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (Path: Path.GetRelativePath(RepositoryRoot.Path, path).Replace('\\', '/'), Document: DocumentSnapshot.Open(path, "csharp", 0, File.ReadAllText(path))))
            .Select(file => new ChangedFile { Path = file.Path, Kind = ChangeKind.AsItStands, New = file.Document, Hunks = [new Hunk(default, new LineSpan(0, file.Document.LineCount))] })
            .ToList();
        var change = new ChangeSet(RepositoryRoot.Path, "test", files);
        var reviewer = new AnalyzersReviewer(RepositoryRoot.Path, []);
        foreach (var file in files)
        {
            var answer = (ReviewerAnswer.Reviewed)await reviewer.ReviewAsync(new FileUnderReview(change, file, []), TestContext.Current.CancellationToken);

            Assert.Empty(answer.Claims.Select(claim => $"{claim.Path}: {claim.Rule.Id} {claim.Message}").Concat(answer.Gaps).Concat(answer.Notices));
        }
    }

    [Fact]
    public async Task A_project_within_the_folder_is_not_part_of_it()
    {
        _folder.Project("A");
        _folder.Write("A/Inner/Inner.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        _folder.Write("A/Inner/C.cs", Clean);
        _folder.Change("A/C.cs", Clean, Clean.Replace("text?.Length ?? 0", "text.Length", StringComparison.Ordinal));

        Assert.Equal(["A/C.cs(7): CS8602"], await _folder.ReviewAsync(), StringComparer.Ordinal);
    }
}
