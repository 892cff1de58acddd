import VAETools

EvalTool.start()
