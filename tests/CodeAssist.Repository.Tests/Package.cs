namespace CodeAssist.Repository.Tests;

internal sealed record Package(string Name, string Version);
