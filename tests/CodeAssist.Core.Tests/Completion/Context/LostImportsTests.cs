using System.Globalization;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Completion.Naming;
using CodeAssist.Core.Completion.PostProcessing;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;

namespace CodeAssist.Core.Tests.Completion.Context;

public sealed class LostImportsTests
{
    [Theory]
    [InlineData("csharp", "// Copyright\nglobal using System;\nusing static System.Math;\nusing Map = System.Collections.Generic.Dictionary<string, int>;\n\nnamespace A;\nusing var file = Open();\nusing (var x = y) { }\nusing Stream s = Open();\n", "global using System;\nusing static System.Math;\nusing Map = System.Collections.Generic.Dictionary<string, int>;\n")]
    [InlineData("python", "\"\"\"Doc.\"\"\"\nimport os\nfrom a.b import c\n\nimported = 1\n", "import os\nfrom a.b import c\n")]
    [InlineData("typescript", "import { a } from \"./a\";\nimport \"./side\";\nconst fs = require('fs');\nconst x = 1;\n", "import { a } from \"./a\";\nimport \"./side\";\nconst fs = require('fs');\n")]
    [InlineData("java", "package a;\nimport java.util.List;\nclass A {}\n", "import java.util.List;\n")]
    [InlineData("cpp", "#pragma once\n#include <map>\n # include \"a.h\"\n#define A\n", "#include <map>\n # include \"a.h\"\n")]
    [InlineData("rust", "use std::io;\npub use crate::a::{b, c};\nlet used = 1;\n", "use std::io;\npub use crate::a::{b, c};\n")]
    public void Behaviour_11_what_a_window_has_lost_of_them_is_told(string language, string above, string imports) =>
        Assert.Equal(new ContextSnippet("src/Sample.cs", imports), Lost(language, above, "rest of the file\n"));

    [Theory]
    [InlineData("csharp", "", "using System;\n")]
    [InlineData("csharp", "class A\n{\n", "}\n")]
    [InlineData("cobol", "using System;\n", "a\n")]
    public void Nothing_is_told_where_nothing_is_lost(string language, string above, string window) => Assert.Null(Lost(language, above, window));

    [Fact]
    public void Line_ends_of_the_document_do_not_matter() =>
        Assert.Equal("using A;\nusing B;\n", Lost("csharp", "using A;\r\nusing B;\r\n", "class C;")!.Text);

    [Fact]
    public void Of_very_many_the_first_are_told()
    {
        var lost = Lost("csharp", string.Concat(Enumerable.Range(0, 150).Select(i => string.Create(CultureInfo.InvariantCulture, $"using Name{i};\n"))), "class C;")!;

        Assert.StartsWith("using Name0;\nusing Name1;\n", lost.Text, StringComparison.Ordinal);
        Assert.InRange(lost.Text.Length, 900, 1_050);
    }

    [Theory]
    [InlineData(8192, 1)]
    [InlineData(1024, 0)]
    public async Task Behaviour_11_usings_of_a_long_file_stand_first_in_the_prompts_of_models_that_take_context(int contextTokens, int times)
    {
        var model = ScriptedModel.Saying("a");
        model.Availability = new ModelAvailability.Ready(new CompletionModel(
            "scripted", "CPU", FimLayout.SuffixFirstUnmarked, contextTokens, PromptSeparators.File, BeginsText: false, MinimumProbability: 0.3));
        var lines = string.Concat(Enumerable.Repeat("    int field = 1; // and some words to fill the line\n", 400));

        await new CompletionPipeline(new ScriptedWorkspace(), NoContext.Instance, model, NoSyntaxGate.Instance, AnyName.Instance).CompleteAsync(
            Marked.Request("using Shop.Tills;\n" + lines + "int a = $0\n"), CompletionGate.Default, CompletionLimits.Default, TestContext.Current.CancellationToken);

        var prompt = Assert.Single(model.Prompts);
        Assert.Equal(times, prompt.Parts.OfType<PromptPart.Snippet>().Count(part => part.Text.EndsWith("\nusing Shop.Tills;\n", StringComparison.Ordinal)));
        Assert.Single(prompt.Files);
    }

    private static ContextSnippet? Lost(string language, string above, string window)
    {
        var request = new CompletionRequest("src/Sample.cs", "sample", language, above + window, (above + window).Length, CompletionTrigger.Automatic);

        return LostImports.Of(request, new CodeWindow(window, ""));
    }
}
