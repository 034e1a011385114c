using CodeAssist.Context.CSharp.Checks;
using CodeAssist.Context.Fixes;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.TestSupport;

namespace CodeAssist.Context.Tests.CSharp.Checks;

/// <summary>Each rule on C# that it is about, and on C# that looks like it. Statements stand in a method, members in a class.</summary>
public sealed class CSharpChecksTests
{
    private static readonly CSharpChecks _checks = new();

    public static TheoryData<string, string> Faults => new()
    {
        { "empty-catch", "try { Save(); } catch { }" },
        { "empty-catch", "try { Save(); } catch (Exception) { }" },
        { "empty-catch", "try { Save(); } catch (System.Exception e)\n{\n}" },
        { "swallowed-cancellation", "try { await SaveAsync(cancellationToken); } catch (Exception e) { Log(e); }" },
        { "swallowed-cancellation", "try { await SaveAsync(1, cancellationToken).ConfigureAwait(false); } catch (Exception) { return; }" },
        { "swallowed-cancellation", "try { await SaveAsync(cancellationToken); } catch (OperationCanceledException) { }" },
        { "swallowed-cancellation", "try { await SaveAsync(cancellationToken); } catch (IOException) { throw; } catch (Exception e) { Log(e); }" },
        { "async-void", "member: private async void Save() { await Task.Yield(); }" },
        { "async-void", "async void Inner() { await Task.Yield(); }\nInner();" },
        { "async-void", "member: [Fact] public async void Saves() { await Task.Yield(); }" },
        { "sync-over-async", "var text = LoadAsync().Result;" },
        { "sync-over-async", "SaveAsync().Wait();" },
        { "sync-over-async", "var text = _store.LoadAsync(name).GetAwaiter().GetResult();" },
        { "sync-over-async", "var length = LoadAsync().Result.Length;" },
        { "missing-await", "member: async Task SaveAsync() { await Task.Yield(); }\nasync Task CloseAsync() { SaveAsync(); await Task.Yield(); }" },
        { "missing-await", "member: Task SaveAsync() => Task.CompletedTask;\nvoid Close() { this.SaveAsync(); }" },
        { "missing-await", "async Task Inner() { await Task.Yield(); }\nInner();" },
        { "rethrow-by-name", "try { Save(); } catch (Exception e) { Log(e); throw e; }" },
        { "self-comparison", "if (a.B == a.B) { Save(); }" },
        { "self-comparison", "if (name != null && name != null) { Save(); }" },
        { "self-comparison", "var same = this._a < this._a;" },
        { "self-comparison", "var same = list[0] >= list[0];" },
        { "self-assignment", "name = name;" },
        { "self-assignment", "this._name = this._name;" },
        { "identical-branches", "if (name is null) { Save(1); } else { Save(1); }" },
        { "identical-branches", "var size = isWide ? narrow : narrow;" },
        { "identical-branches", "if (a) { Save(1); } else if (b) { Save(2); } else { Save(2); }" },
        { "duplicate-condition", "if (a > b) { Save(1); } else if (a < b) { Save(2); } else if (a > b) { Save(3); }" },
        { "unreachable-code", "return;\nSave();" },
        { "unreachable-code", "throw new InvalidOperationException();\nSave();" },
        { "unreachable-code", "while (a) { break; Save(); }" },
        { "lock-target", "lock (this) { Save(); }" },
        { "lock-target", "lock (typeof(C)) { Save(); }" },
        { "lock-target", "lock (\"name\") { Save(); }" },
        { "culture-parsing", "var ratio = double.Parse(name);" },
        { "culture-parsing", "if (DateTime.TryParse(name, out var date)) { Save(date); }" },
        { "culture-comparison", "if (name.ToLower() == \"id\") { Save(); }" },
        { "culture-comparison", "var same = name.ToUpper() != other.ToUpper();" },
        { "not-disposed", "var reader = new StreamReader(name);\nLog(reader.ReadToEnd());" },
        { "not-disposed", "FileStream stream = new(name, FileMode.Open);\nstream.WriteByte(1);" },
        { "not-disposed", "var process = Process.Start(\"git\");\nprocess.WaitForExit();" },
        { "not-disposed", "var stream = File.OpenRead(name);\nLog(stream.Length);" },
        { "sql-string", "command.CommandText = $\"SELECT * FROM users WHERE name = '{name}'\";" },
        { "sql-string", "var sql = \"DELETE FROM users WHERE id = \" + id;" },
        { "sql-string", "var command = new SqlCommand(\"select * from users where id = \" + id, connection);" },
        { "sql-string", "await db.Users.FromSqlRaw($\"SELECT * FROM users WHERE id = {user.Id}\").ToListAsync();" },
        { "shell-string", "Process.Start(\"bash\", $\"-c \\\"rm {name}\\\"\");" },
        { "shell-string", "var start = new ProcessStartInfo(\"/bin/sh\", \"-c ls \" + name);" },
        { "shell-string", "var start = new ProcessStartInfo { FileName = \"cmd.exe\", Arguments = $\"/c del {name}\" };" },
        { "weak-random", "var password = new Random().Next().ToString();" },
        { "weak-random", "_resetToken = Convert.ToHexString(Bytes(Random.Shared));" },
        { "weak-hash", "var hash = MD5.HashData(Encoding.UTF8.GetBytes(password));" },
        { "weak-hash", "member: byte[] HashPassword(string text) { using var hash = SHA1.Create(); return hash.ComputeHash(Bytes(text)); }" },
        { "tls-check-off", "handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;" },
        { "tls-check-off", "ServicePointManager.ServerCertificateValidationCallback += delegate { return true; };" },
        { "tls-check-off", "handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;" },
        { "disabled-test", "member: [Fact(Skip = \"flaky\")] public void Adds() { }" },
        { "disabled-test", "member: [Test, Ignore(\"later\")] public void Adds() { }" },
        { "debug-leftover", "Debugger.Launch();" },
        { "debug-leftover", "System.Diagnostics.Debugger.Break();" },
        { "exception-not-thrown", "if (name is null) { new ArgumentNullException(nameof(name)); }" },
        { "ignored-result", "name.ToLowerInvariant();" },
        { "ignored-result", "name.Substring(1);" },
        { "format-arguments", "var text = string.Format(\"{0} of {1}\", 1);" },
        { "format-arguments", "var text = string.Format(CultureInfo.InvariantCulture, \"{0} {2}\", a, b);" },
        { "format-arguments", "Console.WriteLine(\"{0} {1} {2}\", a, b);" },
    };

    public static TheoryData<string> LooksLikeFaults => new()
    {
        "try { Save(); } catch (FileNotFoundException) { }",
        "try { Save(); } catch { /* The file may be gone. */ }",
        "try { Save(); } catch (Exception e) when (e is IOException) { }",
        "try { Save(); } catch (Exception)\n{\n    // Nothing to tidy.\n}",
        "try { await SaveAsync(cancellationToken); } catch (Exception e) when (e is not OperationCanceledException) { Log(e); }",
        "try { await SaveAsync(cancellationToken); } catch (OperationCanceledException) { throw; } catch (Exception e) { Log(e); }",
        "try { await SaveAsync(cancellationToken); } catch (Exception e) { Log(e); throw; }",
        "try { await SaveAsync(cancellationToken); } catch (OperationCanceledException) { return; } catch (Exception e) { Log(e); }",
        "try { await SaveAsync(CancellationToken.None); } catch (Exception e) { Log(e); }",
        "try { Save(cancellationToken); } catch (Exception e) { Log(e); }",
        "try { await SaveAsync(cancellationToken); } catch (Exception e) { if (cancellationToken.IsCancellationRequested) { return; } Log(e); }",
        "member: protected override async void OnStart() { await Task.Yield(); }",
        "member: private async void Button_Click(object sender, EventArgs e) { await Task.Yield(); }",
        "member: private async void OnChanged(ChangedEventArgs e) { await Task.Yield(); }",
        "member: async void Changed(int value) { await Task.Yield(); }\nvoid Start() { _model.Changed += Changed; }",
        "member: [ReactMethod] public async void Load(IPromise promise) { await Task.Yield(); }",
        "member: void Save() { var text = LoadAsync().Result; }",
        "var text = (await LoadAsync()).Result;",
        "await Task.WhenAll(first, second); var text = first.Result;",
        "var text = context.Result; gate.Wait(); var task = LoadAsync(); Log(task.Result());",
        "Action later = () => LoadAsync().Wait();",
        "member: async Task SaveAsync() { await Task.Yield(); }\nasync Task CloseAsync() { await SaveAsync(); _ = SaveAsync(); var later = SaveAsync(); }",
        "member: void Save() { }\nTask Save(int a) => Task.CompletedTask;\nvoid Close() { Save(); }",
        "_store.SaveAsync();",
        "try { Save(); } catch (Exception e) { throw; }",
        "try { Save(); } catch (Exception e) { throw new InvalidOperationException(\"x\", e); }",
        "try { Save(); } catch (Exception e) { e = Unwrap(e); throw e; }",
        "try { Save(); } catch (Exception e) { Later(() => { throw e; }); }",
        "if (a.B == a.C || Next() == Next() || i++ == i++ || 1 == 1) { Save(); }",
        "member: bool IsNaN(double value) { return value != value; }",
        "var copy = new Point { X = X, Y = Y }; Name = Name; x[i++] = x[i++];",
        "this.name = name;",
        "if (a) { Save(1); } else { Save(2); }",
        "if (a)\n{\n    // One way.\n    Save(1);\n}\nelse\n{\n    // The other.\n    Save(1);\n}",
        "if (a) { } else { }",
        "var size = isWide ? wide : narrow;",
        "if (Next()) { Save(1); } else if (Next()) { Save(2); }",
        "if (a > b) { Save(1); } else if (b > a) { Save(2); }",
        "if (a) { return; }\nSave();",
        "return;\nvoid Inner() { }",
        "switch (a) { case 1: return; break; default: Save(); break; }",
        "goto end;\nend:\nSave();",
        "lock (_lock) { Save(); }",
        "var ratio = double.Parse(name, CultureInfo.InvariantCulture); var count = int.Parse(name); var id = Guid.Parse(name);",
        "if (double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio)) { Save(ratio); }",
        "if (name.ToLowerInvariant() == \"id\" || string.Equals(name, other, StringComparison.Ordinal)) { Save(); }",
        "var users = db.Users.Where(user => user.Name.ToLower() == \"id\");",
        "using var reader = new StreamReader(name);\nLog(reader.ReadToEnd());",
        "var reader = new StreamReader(name);\nreturn Parse(reader);",
        "var reader = new StreamReader(name);\ntry { Log(reader.ReadToEnd()); } finally { reader.Dispose(); }",
        "var reader = new StreamReader(name);\n_readers.Add(reader);",
        "var reader = new StreamReader(name);\nusing (reader) { Log(reader.ReadToEnd()); }",
        "var reader = new StreamReader(stream);\nLog(reader.ReadToEnd());",
        "var process = Process.Start(\"git\");\nprocess.Exited += OnExit;",
        "var process = Process.Start(\"git\");\nprocess?.Dispose();",
        "var process = new Process();\nLater(() => process.Kill());",
        "var writer = new StringWriter(); writer.Write(1);",
        "command.CommandText = \"SELECT * FROM users WHERE name = @name\";",
        "command.CommandText = $\"SELECT * FROM {TableName} WHERE a = 1\";",
        "var users = db.Users.FromSql($\"SELECT * FROM users WHERE id = {id}\");",
        "throw new ArgumentException($\"Select a value from {name}\");",
        "var query = $\"Select one of {name}\"; var sql = \"SELECT 1\" + \" FROM x\";",
        "Process.Start(\"git\", $\"log {name}\"); Process.Start(\"bash\", \"-c ls\");",
        "var start = new ProcessStartInfo(\"/bin/sh\", [\"-c\", \"ls \\\"$1\\\"\", name]);",
        "var index = new Random().Next(3); var token = tokens[new Random().Next(9)]; var key = Random.Shared.Next();",
        "var salt = RandomNumberGenerator.GetBytes(16); var seed = new Random(3);",
        "var checksum = MD5.HashData(content); var etag = SHA1.HashData(content);",
        "handler.ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate.Thumbprint == pinned;",
        "member: [Fact] public void Adds() { }",
        "member: [Fact(Skip = \"Needs a GPU.\", SkipUnless = nameof(HasGpu))] public void Adds() { }",
        "member: [Ignore] public int Age { get; set; }",
        "if (Debugger.IsAttached) { Debugger.Break(); }",
        "throw new ArgumentNullException(nameof(name)); ",
        "var lower = name.ToLowerInvariant(); builder.Replace(\"a\", \"b\"); list.TrimExcess();",
        "var text = string.Format(\"{0} of {1}\", a, b) + string.Format(\"{0} {1}\", values) + string.Format(\"{{0}}\", a);",
        "Console.WriteLine(\"{0}\"); var text = string.Format(format, \"{1}\", a);",
        "builder.AppendFormat(\"{0,10:x} {1}\", a, b);",
    };

    public static TheoryData<string, string, string> Fixes => new()
    {
        { "rethrow-by-name", "try { Save(); } catch (Exception e) { Log(e); throw e; }", "try { Save(); } catch (Exception e) { Log(e); throw; }" },
        { "rethrow-by-name", "try { Save(); } catch (Exception e) { Undo(); throw e; }", "try { Save(); } catch (Exception) { Undo(); throw; }" },
        { "sync-over-async", "var text = LoadAsync().Result;", "var text = await LoadAsync();" },
        { "sync-over-async", "var length = LoadAsync().Result.Length;", "var length = (await LoadAsync()).Length;" },
        { "sync-over-async", "SaveAsync().Wait();", "await SaveAsync();" },
        { "missing-await", "async Task Inner() { await Task.Yield(); }\nInner();", "async Task Inner() { await Task.Yield(); }\nawait Inner();" },
        { "culture-parsing", "var ratio = double.Parse(name);", "var ratio = double.Parse(name, System.Globalization.CultureInfo.InvariantCulture);" },
        { "culture-comparison", "var same = name.ToUpper() != other.ToUpper();", "var same = !string.Equals(name, other, System.StringComparison.OrdinalIgnoreCase);" },
        { "not-disposed", "var reader = new StreamReader(name);\nLog(reader.ReadToEnd());", "using var reader = new StreamReader(name);\nLog(reader.ReadToEnd());" },
        { "exception-not-thrown", "new ArgumentNullException(nameof(name));", "throw new ArgumentNullException(nameof(name));" },
        { "debug-leftover", "Debugger.Launch();", "" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_found(string rule, string code) => Assert.Equal([rule], (await ClaimsAsync(File(code))).Select(claim => claim.Rule.Id), StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(LooksLikeFaults))]
    public async Task What_only_looks_like_one_is_left_alone(string code) =>
        Assert.Empty((await ClaimsAsync(File(code))).Select(claim => $"{claim.Rule.Id}: {claim.Message}"));

    [Fact]
    public void Every_rule_has_an_example_of_what_it_finds()
    {
        var found = Faults.Select(row => row.Data.Item1).ToHashSet(StringComparer.Ordinal);

        Assert.All(_checks.Rules, rule => Assert.Contains(rule.Id, found));
    }

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task R9_a_fix_takes_its_finding_away_and_adds_no_error(string rule, string code, string expected)
    {
        var file = File(code);
        var claim = Assert.Single(await ClaimsAsync(file));

        Assert.Equal(rule, claim.Rule.Id);
        Assert.Null(new FixCheck().Objection(file.File.New!, claim.Fix!));
        Assert.Equal(Wrapped(expected), FixedText.Of(file.File.New!, claim.Fix!));
        Assert.Empty(await ClaimsAsync(File(expected)));
    }

    [Theory]
    [InlineData("lock (_lock) { var text = LoadAsync().Result; }")]
    public async Task R9_no_fix_is_offered_where_await_cannot_stand(string code) => Assert.Null(Assert.Single(await ClaimsAsync(File(code))).Fix);

    [Theory]
    [InlineData("#pragma warning disable CA2200 // Why.\ntry { Save(); } catch (Exception e) { throw e; }")]
    [InlineData("#pragma warning disable\ntry { Save(); } catch (Exception e) { throw e; }")]
    [InlineData("#pragma warning disable 1718 // Why.\nif (a.B == a.B) { Save(); }")]
    [InlineData("member: [SuppressMessage(\"Usage\", \"CA2200:Rethrow\", Justification = \"Why.\")]\nvoid Save() { try { Load(); } catch (Exception e) { throw e; } }")]
    [InlineData("member: [SuppressMessage(\"CodeAssist\", \"rethrow-by-name\")]\nvoid Save() { try { Load(); } catch (Exception e) { throw e; } }")]
    [InlineData("try { Save(); } catch (Exception e) { throw e; } // codeassist:ignore CA2200 why")]
    [InlineData("// codeassist:ignore rethrow-by-name why\ntry { Save(); } catch (Exception e) { throw e; }")]
    public async Task R10_a_suppressed_rule_stays_silent(string code) => Assert.Empty(await ClaimsAsync(File(code)));

    [Theory]
    [InlineData("#pragma warning disable CA2200 // Why.\nSave();\n#pragma warning restore CA2200\ntry { Save(); } catch (Exception e) { throw e; }")]
    [InlineData("#pragma warning disable CA1000 // Why.\ntry { Save(); } catch (Exception e) { throw e; }")]
    [InlineData("member: [SuppressMessage(\"Usage\", \"CA1000\")]\nvoid Save() { try { Load(); } catch (Exception e) { throw e; } }")]
    public async Task R10_another_suppression_silences_nothing(string code) => Assert.Single(await ClaimsAsync(File(code)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_suppression_covers_what_its_author_may_want_to_hide(bool isExcusable)
    {
        var rule = new ReviewRule("hidden", "Hidden", FindingCategory.Security, Severity.Error, "x") { IsExcusable = isExcusable };
        const string Text = "#pragma warning disable hidden\n[SuppressMessage(\"x\", \"hidden\")]\nclass C { }\n";

        Assert.Equal(isExcusable, CSharpSuppressions.Of("a.cs", Text).Cover(Text.IndexOf("class", StringComparison.Ordinal), rule));
    }

    [Fact]
    public async Task A_fault_around_the_change_is_not_the_changes() =>
        Assert.Empty(await ClaimsAsync(ChecksRun.File("A.cs", "csharp", Wrapped("lock (this)\n{\n    Save();\n}"), new LineSpan(6, 7))));

    [Fact]
    public async Task A_changed_branch_that_became_the_other_is_told_where_it_changed()
    {
        var file = ChecksRun.File("A.cs", "csharp", "class C\n{\n    void M()\n    {\n        if (a)\n        {\n            Save();\n        }\n        else\n        {\n            Save();\n        }\n    }\n}\n", new LineSpan(10, 11));
        var claim = Assert.Single(await ClaimsAsync(file));

        Assert.Equal("identical-branches", claim.Rule.Id);
        Assert.Equal(10, ((ClaimedPlace.At)claim.Place).Range.Start.Line);
    }

    [Theory]
    [InlineData("class C { void M() { lock (this")]
    [InlineData("")]
    [InlineData("#if")]
    [InlineData("\0\uD800")]
    public async Task A_file_that_does_not_parse_is_no_accident(string text) => Assert.NotNull(await ClaimsAsync(ChecksRun.File("A.cs", "csharp", text)));

    private static Task<IReadOnlyList<Claim>> ClaimsAsync(FileUnderReview file) => ChecksRun.ClaimsAsync([_checks], file);

    private static FileUnderReview File(string code) => ChecksRun.File("src/A.cs", "csharp", Wrapped(code));

    private static string Wrapped(string code) => code.StartsWith("member: ", StringComparison.Ordinal)
        ? $"class C\n{{\n{code["member: ".Length..]}\n}}\n"
        : $"class C\n{{\n    async Task MAsync(string name, CancellationToken cancellationToken)\n    {{\n{code}\n    }}\n}}\n";
}
