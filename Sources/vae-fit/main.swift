import VAETools

FitTool.start()
