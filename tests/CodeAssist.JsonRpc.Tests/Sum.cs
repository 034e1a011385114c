namespace CodeAssist.JsonRpc.Tests;

internal sealed record Sum(int Left, int Right);
